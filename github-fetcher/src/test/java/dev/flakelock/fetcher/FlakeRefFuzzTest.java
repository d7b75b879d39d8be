package dev.flakelock.fetcher;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever text is taken for a flake reference, it ends in one that is printed faithfully, or in one of our errors. */
class FlakeRefFuzzTest {

    @FuzzTest(maxDuration = "60m")
    void parse(byte[] data) {
        PrintingTest.checkRoundTrip(new String(data, StandardCharsets.UTF_8));
    }
}
