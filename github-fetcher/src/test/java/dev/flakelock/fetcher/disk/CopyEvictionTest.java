package dev.flakelock.fetcher.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a hundred bytes each, of which all together may have three hundred. */
final class CopyEvictionTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private Path directory;

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @BeforeEach
    void makeDirectory(@TempDir Path temporary) throws IOException {
        directory = Files.createDirectory(temporary.resolve("git"));
    }

    @Test
    void whatWasNotUsedForMonthsGoes() throws Exception {
        copy("old", Duration.ofDays(61));
        copy("young", Duration.ofDays(59));

        evict();

        assertThat(whole()).containsExactly("young");
        assertThat(directory.resolve("old"))
                .isDirectoryContaining("glob:**/lock")
                .isDirectoryNotContaining("glob:**/tree.git");
    }

    @Test
    void whatWasNotUsedForLongestGoesUntilAllIsSmallEnough() throws Exception {
        copy("a", Duration.ofHours(5));
        copy("b", Duration.ofHours(7));
        copy("c", Duration.ofHours(3));
        copy("d", Duration.ofHours(6));
        copy("e", Duration.ofHours(4));

        evict();

        assertThat(whole()).containsExactly("a", "c", "e");
    }

    @Test
    void whatIsPerhapsBeingReadStays() throws Exception {
        for (int i = 0; i < 5; i++) {
            copy("c" + i, Duration.ofMinutes(50));
        }

        evict();

        assertThat(whole()).hasSize(5);
    }

    @Test
    void whatSomebodyHasLockedStays() throws Exception {
        Path locked = copy("locked", Duration.ofDays(100));
        copy("free", Duration.ofDays(100));
        try (FileChannel channel = FileChannel.open(locked.resolve("lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            evict();
        }

        assertThat(whole()).containsExactly("locked");
    }

    @Test
    void aDayPassesBetweenTwoRuns() throws Exception {
        evict();
        copy("old", Duration.ofDays(61));

        now = now.plus(Duration.ofHours(23));
        evict();
        assertThat(whole()).containsExactly("old");

        now = now.plus(TWO_HOURS);
        evict();
        assertThat(whole()).isEmpty();
    }

    @Test
    void whatAnInterruptedRunHasLeftGoesWithTheNext() throws Exception {
        Path copy = copy("old", Duration.ofDays(61));
        Files.createDirectories(copy.resolve("discarded-1/tree.git"));

        evict();

        assertThat(copy).isDirectoryNotContaining(path -> !path.endsWith("lock"));
    }

    private void evict() {
        new CopyEviction(directory, EvictionLimits.ofCopies(300), () -> now).runDaily();
    }

    private Path copy(String name, Duration unused) throws IOException {
        Path copy = Files.createDirectories(directory.resolve(name));
        Files.write(Files.createDirectories(copy.resolve("tree.git/objects")).resolve("pack"), new byte[100]);
        Path lock = Files.createFile(copy.resolve("lock"));
        Files.setLastModifiedTime(lock, FileTime.from(now.minus(unused)));
        return copy;
    }

    private List<String> whole() throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> Files.exists(child.resolve("tree.git")))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
