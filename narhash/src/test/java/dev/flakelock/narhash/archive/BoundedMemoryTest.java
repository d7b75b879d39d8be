package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Collections;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive eight times the size of the heap is hashed, in whatever order it comes. */
class BoundedMemoryTest {
    private static final int FILES = 512;
    private static final int FILE = 1 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sorted", "waiting", "reversed"})
    void theHeapIsSmallerThanTheArchive(String order) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        order,
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(output).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    /** Hashes the archive in the JVM with the small heap. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            ArchiveOptions options = ArchiveOptions.DEFAULT.spoolingTo(Path.of(args[1]));
            long size = ArchiveHasher.hash(() -> tar(args[0]), options).narSize();
            if (size < (long) FILES * FILE) {
                throw new IllegalStateException("a NAR of " + size + " bytes");
            }
        }

        private static InputStream tar(String order) {
            InputStream end = new ByteArrayInputStream(new byte[2 * TarHeader.SIZE]);
            return new SequenceInputStream(new SequenceInputStream(Collections.enumeration(new Members(order))), end);
        }
    }

    /** Members that are made when they are asked for. */
    private static final class Members extends AbstractList<InputStream> {
        private final String order;

        Members(String order) {
            this.order = order;
        }

        @Override
        public int size() {
            return FILES;
        }

        @Override
        public InputStream get(int i) {
            TarBuilder.Header header = new TarBuilder.Header('0', name(i)).data(new byte[FILE]);
            return new ByteArrayInputStream(new TarBuilder().add(header).bytes(0));
        }

        /** {@code by-name/} has to wait for a possible {@code by/}. */
        private String name(int i) {
            return switch (order) {
                case "waiting" -> "top/by-name/f%04d".formatted(i);
                case "reversed" -> "top/f%04d".formatted(FILES - i);
                default -> "top/f%04d".formatted(i);
            };
        }
    }
}
