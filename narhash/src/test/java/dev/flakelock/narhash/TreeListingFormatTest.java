package dev.flakelock.narhash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A listing survives being written and read. */
final class TreeListingFormatTest {

    @Test
    void readsWhatItWrites() throws IOException {
        TreeHasher hasher = new TreeHasher(KeepRule.flakeFiles());
        hasher.beginDirectory();
        hasher.entry("a".getBytes(UTF_8));
        hasher.symlink("target".getBytes(UTF_8));
        hasher.entry("d".getBytes(UTF_8));
        hasher.beginDirectory();
        hasher.entry(new byte[] {(byte) 0xff});
        hasher.regular(false, "other".getBytes(UTF_8));
        hasher.endDirectory();
        hasher.entry("flake.nix".getBytes(UTF_8));
        hasher.regular(false, "{ }".getBytes(UTF_8));
        hasher.endDirectory();
        TreeListing listing = hasher.finish().listing();

        TreeListing read = TreeListingFormat.decode(TreeListingFormat.encode(listing));

        assertThat(read.size()).isEqualTo(listing.size());
        assertThat(read.kind("")).contains(NodeKind.DIRECTORY);
        assertThat(read.kind("d")).contains(NodeKind.DIRECTORY);
        assertThat(read.kind(new byte[] {'d', '/', (byte) 0xff})).contains(NodeKind.REGULAR);
        assertThat(read.kind("d/none")).isEmpty();
        assertThat(read.target("a").orElseThrow()).isEqualTo("target".getBytes(UTF_8));
        assertThat(read.contents("flake.nix").orElseThrow()).isEqualTo("{ }".getBytes(UTF_8));
        assertThat(read.contents("d")).isEmpty();
    }

    @Test
    void refusesWhatIsNoListing() {
        assertThatThrownBy(() -> TreeListingFormat.decode(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TreeListingFormat.decode(new byte[0])).isInstanceOf(IOException.class);
    }

    /** Its first byte tells which form it is: what another version wrote is not read in part. */
    @Test
    void refusesEveryOtherForm() throws IOException {
        byte[] bytes = TreeListingFormat.encode(listingOfOneFile());

        for (int form = 0; form < 256; form++) {
            byte[] other = bytes.clone();
            other[0] = (byte) form;
            if (form != bytes[0]) {
                assertThatThrownBy(() -> TreeListingFormat.decode(other)).hasMessage("not a tree listing");
            }
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] bytes = TreeListingFormat.encode(listingOfOneFile());

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TreeListingFormat.decode(cut)).isInstanceOf(IOException.class);
        }
    }

    private static TreeListing listingOfOneFile() throws IOException {
        TreeHasher hasher = new TreeHasher(KeepRule.flakeFiles());
        hasher.beginDirectory();
        hasher.entry("flake.nix".getBytes(UTF_8));
        hasher.regular(false, "{ }".getBytes(UTF_8));
        hasher.endDirectory();
        return hasher.finish().listing();
    }

    /** 2^31 - 1 nodes, of which there is none. */
    @Test
    void makesNothingOfANumberAlone() {
        byte[] bytes = {'L', -1, -1, -1, -1, 7};

        assertThatThrownBy(() -> TreeListingFormat.decode(bytes)).isInstanceOf(IOException.class);
    }
}
