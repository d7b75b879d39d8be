package dev.flakelock.fetcher.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a hundred bytes each, of which all together may have three hundred. */
final class FileEvictionTest {

    private Path directory;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @BeforeEach
    void makeDirectory(@TempDir Path temporary) throws IOException {
        directory = Files.createDirectory(temporary.resolve("lfs"));
    }

    @Test
    void whatWasNotUsedForMonthsGoes() throws Exception {
        file("ab/old", Duration.ofDays(61));
        file("ab/young", Duration.ofDays(59));

        evict();

        assertThat(files()).containsExactly("young");
    }

    @Test
    void whatWasNotUsedForLongestGoesUntilAllIsSmallEnough() throws Exception {
        for (int hours = 2; hours <= 6; hours++) {
            file("cd/h" + hours, Duration.ofHours(hours));
        }

        evict();

        assertThat(files()).containsExactly("h2", "h3", "h4");
    }

    @Test
    void whatIsPerhapsBeingReadStays() throws Exception {
        for (int i = 0; i < 5; i++) {
            Path file = file("ef/f" + i, Duration.ofHours(5));
            FileEviction.noteUse(file, now);
        }

        evict();

        assertThat(files()).hasSize(5);
    }

    @Test
    void whatNobodyWritesAnyMoreGoes() throws Exception {
        file("ab/tmp-1", Duration.ofHours(2));
        file("ab/tmp-2", Duration.ofMinutes(2));

        evict();

        assertThat(files()).containsExactly("tmp-2");
    }

    @Test
    void aDayPassesBetweenTwoRuns() throws Exception {
        evict();
        file("ab/old", Duration.ofDays(61));
        evict();
        assertThat(files()).containsExactly("old");

        now = now.plus(Duration.ofHours(25));
        evict();
        assertThat(files()).isEmpty();
    }

    private void evict() {
        new FileEviction(directory, EvictionLimits.ofCopies(300), () -> now).runDaily();
    }

    private Path file(String name, Duration unused) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(directory.resolve(name.substring(0, 2)));
        Files.write(file, new byte[100]);
        return Files.setLastModifiedTime(file, FileTime.from(now.minus(unused)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
