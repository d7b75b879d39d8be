package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.TreeLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that want to break something: they end with an error in bounded time and memory, and leave nothing behind. */
class HostileArchiveTest {
    private static final ArchiveOptions DEFAULT = ArchiveOptions.DEFAULT;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "bzip2", "xz", "lzma", "zstd", "lz4"})
    void everyTruncationIsAnErrorOrALegalTree(String compression) throws Exception {
        byte[] tar = new TarBuilder()
                .directory("t/")
                .file("t/a", "x".repeat(700))
                .pax("path", "t/" + "n".repeat(120))
                .file("t/short", "y")
                .symlink("t/l", "a")
                .bytes();
        byte[] archive = Compressor.compress(compression, tar);
        Set<String> legal = legalTrees(tar);
        for (int length = 0; length <= archive.length; length++) {
            try {
                HashedTree tree = hash(Arrays.copyOf(archive, length));
                assertThat(tree.narHash().toSri())
                        .as("%s at %d", compression, length)
                        .isIn(legal);
            } catch (NarException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void corruptBytesNeverEscapeAsAnythingButANarException() throws Exception {
        byte[] tar = new TarBuilder()
                .file("t/a", "hello")
                .pax("mtime", "5.5")
                .symlink("t/b", "a")
                .bytes();
        Random random = new Random(3);
        for (String compression : new String[] {"none", "gzip", "bzip2", "xz", "lzma", "zstd", "lz4"}) {
            byte[] archive = Compressor.compress(compression, tar);
            for (int i = 0; i < 300; i++) {
                byte[] broken = archive.clone();
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    hash(broken);
                } catch (NarException expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                }
            }
        }
    }

    @Test
    void aHundredThousandLevels() {
        byte[] tar = new TarBuilder()
                .pax("path", "d/".repeat(100_000) + "f")
                .file("x", "1")
                .bytes();

        assertThatThrownBy(() -> hash(tar))
                .isInstanceOf(NarException.class)
                .hasMessageEndingWith("exceeds maximum NAR directory depth of 64");
    }

    @Test
    void aHundredThousandLevelsThatComeBack() throws Exception {
        byte[] tar = new TarBuilder()
                .pax("path", "d/../".repeat(100_000) + "f")
                .file("x", "1")
                .bytes();

        assertThat(hash(tar).listing().kind("f")).isPresent();
    }

    @Test
    void aNameOf64Kilobytes() {
        byte[] tar =
                new TarBuilder().pax("path", "n".repeat(65_536)).file("x", "1").bytes();

        assertThatThrownBy(() -> hash(tar)).isInstanceOf(NarException.class).hasMessage("string is too long");
    }

    @Test
    void moreMembersThanTheLimit() {
        TarBuilder tar = new TarBuilder();
        for (int i = 0; i < 101; i++) {
            tar.file("t/f" + i, "");
        }
        ArchiveOptions options = DEFAULT.within(new TreeLimits(100, 1 << 20, 1 << 20, 1 << 20));

        assertThatThrownBy(() -> hash(tar.bytes(), options)).hasMessage("tree has more than 100 entries, the limit");
    }

    @Test
    void tenMillionMembersAreRefusedBeforeAMillionHasArrived() {
        ManyMembers archive = new ManyMembers(10_000_000);

        assertThatThrownBy(() -> ArchiveHasher.hash(() -> archive, DEFAULT))
                .hasMessage("tree has more than 500000 entries, the limit");
        assertThat(archive.sent()).isLessThan(1_000_000);
    }

    @Test
    void moreTextThanTheLimit() {
        TarBuilder tar = new TarBuilder();
        for (int i = 0; i < 100; i++) {
            tar.symlink("t/f" + i, "target".repeat(10));
        }
        ArchiveOptions options = DEFAULT.within(new TreeLimits(1000, 1 << 20, 1000, 1 << 20));

        assertThatThrownBy(() -> hash(tar.bytes(), options))
                .hasMessage("names and links in the tree are longer than 1000 bytes, the limit");
    }

    @Test
    void hardLinksMultiplyNoMoreThanTheLimitAllows() {
        TarBuilder tar = new TarBuilder().file("t/a", "x".repeat(10_000));
        for (int i = 0; i < 200; i++) {
            tar.hardLink("t/l" + i, "t/a");
        }
        ArchiveOptions options = DEFAULT.within(new TreeLimits(1000, 1_000_000, 100_000, 1 << 20));

        assertThatThrownBy(() -> hash(tar.bytes(), options))
                .hasMessage("tree is larger than the limit of 1000000 bytes");
    }

    @Test
    void aBombStopsAtTheLimit() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        TarBuilder.Header header = new TarBuilder.Header('0', "t/zeros");
        header.size = 1L << 30;
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new TarBuilder().add(header).bytes(0));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                gzip.write(zeros);
            }
        }
        ArchiveOptions options = DEFAULT.within(new TreeLimits(1000, 64 << 20, 1 << 20, 1 << 20));

        assertThatThrownBy(() -> hash(bomb.toByteArray(), options))
                .isInstanceOf(NarException.class)
                .hasMessage("tree is larger than the limit of 67108864 bytes");
    }

    @Test
    void metadataIsBounded() {
        TarBuilder.Header header = new TarBuilder.Header('x', "p");
        header.size = 1L << 40;

        assertThatThrownBy(() -> hash(new TarBuilder().add(header).bytes()))
                .hasMessage("cannot get archive member name: Damaged tar archive (metadata of 1099511627776 bytes)");
    }

    @Test
    void layersOfCompressionAreBounded() throws Exception {
        byte[] archive = new TarBuilder().file("t/a", "1").bytes();
        for (int i = 0; i < 30; i++) {
            archive = Compressor.compress("gzip", archive);
        }
        byte[] layered = archive;

        assertThatThrownBy(() -> hash(layered))
                .hasMessage("Failed to open archive (Input requires too many filters for decoding)");
    }

    @Test
    void aSecondTopDirectoryAfterTheFirstWasHashed() throws Exception {
        byte[] tar = new TarBuilder()
                .file("a/x", "x".repeat(300_000))
                .file("b/y", "y".repeat(300_000))
                .file("b/z", "1")
                .bytes();

        assertThat(hash(tar, DEFAULT.holding(0)).narHash()).isEqualTo(hash(tar).narHash());
    }

    @Test
    void namesNeverLeaveTheTree() throws Exception {
        byte[] tar = new TarBuilder()
                .file("../../../../etc/passwd", "1")
                .file("/abs", "2")
                .hardLink("t/../../h", "../abs")
                .bytes();

        assertThat(ListingText.of(hash(tar).listing())).containsExactly("d .", "f abs", "d etc", "f etc/passwd", "f h");
    }

    @Test
    void aFailingBodyKeepsItsOwnError() {
        IOException cut = new IOException("connection reset");
        byte[] tar = new TarBuilder().file("t/a", "x".repeat(200_000)).bytes();
        for (int length : new int[] {0, 100, 70_000, 150_000}) {
            for (boolean parallel : new boolean[] {true, false}) {
                InputStream body =
                        new SequenceInputStream(new ByteArrayInputStream(tar, 0, length), new FailingStream(cut));
                assertThatThrownBy(() -> ArchiveHasher.hash(body, DEFAULT.inParallel(parallel)))
                        .isSameAs(cut);
            }
        }
    }

    @Test
    void noThreadAndNoFileIsLeft() throws Exception {
        byte[] tar = new TarBuilder()
                .file("t/b", "x".repeat(300_000))
                .file("t/a", "x".repeat(300_000))
                .bytes();
        for (int length : new int[] {tar.length, 400_000, 280_000}) {
            byte[] cut = Arrays.copyOf(tar, length);
            assertThatCode(() -> {
                        try {
                            hash(cut, DEFAULT.holding(0).spoolingTo(directory));
                        } catch (NarException expected) {
                            assertThat(expected).hasMessageContaining("Truncated");
                        }
                    })
                    .doesNotThrowAnyException();
        }

        assertThat(directory).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("narhash"));
    }

    @Test
    void anInterruptEndsTheWork() {
        byte[] tar = new TarBuilder().file("t/a", "x".repeat(5_000_000)).bytes();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> hash(tar)).isInstanceOf(java.io.InterruptedIOException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static HashedTree hash(byte[] archive) throws IOException {
        return hash(archive, DEFAULT);
    }

    private static HashedTree hash(byte[] archive, ArchiveOptions options) throws IOException {
        return ArchiveHasher.hash(new ByteArrayInputStream(archive), options);
    }

    /** What a tar cut at a block boundary may legally be. */
    private static Set<String> legalTrees(byte[] tar) {
        return Arrays.stream(new int[] {0, 512, 2048, 4096, 4608, 5632})
                .mapToObj(length -> {
                    try {
                        return hash(Arrays.copyOf(tar, Math.min(length, tar.length)))
                                .narHash()
                                .toSri();
                    } catch (IOException e) {
                        return "";
                    }
                })
                .collect(Collectors.toSet());
    }

    /** Fails at once. */
    private static final class FailingStream extends InputStream {
        private final IOException failure;

        FailingStream(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw failure;
        }
    }
}
