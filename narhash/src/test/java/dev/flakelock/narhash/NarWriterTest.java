package dev.flakelock.narhash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a NAR writer lets through and what it refuses. */
class NarWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final NarWriter nar = new NarWriter(out::write);

    @Test
    void theBytesOfAnExecutableFile() throws Exception {
        nar.regular(true, bytes("hi"));
        nar.finish();

        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        "\15\0\0\0\0\0\0\0nix-archive-1\0\0\0\1\0\0\0\0\0\0\0(\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0type\0\0\0\0"
                                + "\7\0\0\0\0\0\0\0regular\0\12\0\0\0\0\0\0\0executable\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                + "\10\0\0\0\0\0\0\0contents\2\0\0\0\0\0\0\0hi\0\0\0\0\0\0\1\0\0\0\0\0\0\0)\0\0\0\0\0\0\0");
        assertThat(nar.written()).isEqualTo(out.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "a", "\u00e9"})
    void namesStrictlyIncrease(String second) throws Exception {
        nar.beginDirectory();
        nar.entry(bytes("\u00e9"));
        nar.symlink(bytes("t"));

        assertThatThrownBy(() -> nar.entry(bytes(second)))
                .isInstanceOf(NarException.class)
                .hasMessage("bad archive: NAR directory is not sorted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\0b"})
    void impossibleNames(String name) throws Exception {
        nar.beginDirectory();

        assertThatThrownBy(() -> nar.entry(bytes(name)))
                .isInstanceOf(NarException.class)
                .hasMessage("bad archive: NAR contains invalid file name '" + name + "'");
    }

    @Test
    void dotsAreFineOtherwise() throws Exception {
        nar.beginDirectory();
        for (String name : new String[] {"...", ".a", "a."}) {
            nar.entry(bytes(name));
            nar.regular(false, new byte[0]);
        }
        nar.endDirectory();
        nar.finish();
    }

    @Test
    void lengthsOfNamesAndTargets() throws Exception {
        nar.beginDirectory();
        nar.entry(bytes("n".repeat(255)));
        nar.symlink(bytes("t".repeat(4095)));

        assertThatThrownBy(() -> nar.entry(bytes("n".repeat(256)))).hasMessage("string is too long");
        nar.entry(bytes("o"));
        assertThatThrownBy(() -> nar.symlink(bytes("t".repeat(4096)))).hasMessage("string is too long");
        assertThatThrownBy(() -> nar.symlink(new byte[0]))
                .hasMessage("bad archive: NAR contains invalid symlink target");
    }

    @Test
    void contentsAreExactlyAsLongAsAnnounced() throws Exception {
        nar.beginRegular(false, 3);
        nar.contents(bytes("xab"), 1, 2);
        assertThatThrownBy(nar::endRegular)
                .isInstanceOf(NarException.class)
                .hasMessage("file '' is shorter than the 3 bytes announced");
        assertThatThrownBy(() -> nar.contents(bytes("cd"), 0, 2))
                .isInstanceOf(NarException.class)
                .hasMessage("file '' is longer than the 3 bytes announced");
    }

    @Test
    void callsThatMakeNoSense() throws Exception {
        assertThatThrownBy(nar::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> nar.entry(bytes("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(nar::endDirectory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> nar.contents(bytes("a"), 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> nar.beginRegular(false, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(nar::endRegular).isInstanceOf(IllegalStateException.class);
        nar.beginDirectory();
        assertThatThrownBy(() -> nar.beginRegular(false, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(nar::beginDirectory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> nar.symlink(bytes("t"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(nar::finish).isInstanceOf(IllegalStateException.class);
        nar.endDirectory();
        assertThatThrownBy(nar::beginDirectory).isInstanceOf(IllegalStateException.class);
        nar.finish();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
