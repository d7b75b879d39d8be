package dev.flakelock.narhash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Any text is a hash or an error; a hash is the same in all its spellings. And any bytes are a listing or an error. */
class HashFuzzTest {

    @FuzzTest(maxDuration = "60m")
    void anyText(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            try {
                Hash hash = Hash.parse(text, algorithm);
                for (String spelling : new String[] {hash.toSri(), hash.toBase16(), hash.toNix32(), hash.toBase64()}) {
                    assertThat(Hash.parse(spelling, algorithm)).isEqualTo(hash);
                }
                assertThat(Hash.parseSri(hash.toSri())).isEqualTo(hash);
            } catch (HashFormatException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @FuzzTest(maxDuration = "60m")
    void anyListing(byte[] data) {
        try {
            TreeListing listing = TreeListingFormat.decode(data);
            for (String path : new String[] {"", "a", "a/b", "flake.nix", "/", "a//b"}) {
                assertThat(listing.names(path.getBytes(StandardCharsets.UTF_8)).size() <= listing.size())
                        .isTrue();
                assertThat(listing.contents(path).isPresent()
                                && listing.target(path).isPresent())
                        .isFalse();
            }
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }
}
