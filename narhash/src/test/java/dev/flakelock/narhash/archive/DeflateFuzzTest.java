package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the bytes are: our inflater and zlib give the same, or refuse them for the same reason. */
class DeflateFuzzTest {

    @FuzzTest(maxDuration = "60m")
    void anyBytes(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();

        assertThat(Inflated.byUs(bytes)).isEqualTo(Inflated.byZlib(bytes));
    }
}
