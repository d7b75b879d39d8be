package dev.flakelock.fetcher.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.fetcher.disk.EvictionLimits;
import dev.flakelock.fetcher.disk.FileEviction;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered comes back whole or not at all. */
final class DiskStoreTest {

    private static final CacheKey KEY = CacheKey.of("archive", "github", "o", "r");
    private static final Instant NOW = TestTransport.NOW;
    private static final CacheEntry ENTRY =
            new CacheEntry(NOW, Map.of("a", "1", "b", "\"\n"), "blob\n".getBytes(UTF_8));

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasWritten() {
        store(1000).write(KEY, ENTRY, warnings::add);

        CacheEntry read = store(1000).read(KEY, warnings::add).orElseThrow();

        assertThat(read.time()).isEqualTo(NOW);
        assertThat(read.fields()).isEqualTo(ENTRY.fields());
        assertThat(read.blob()).isEqualTo(ENTRY.blob());
        assertThat(warnings).isEmpty();
    }

    @Test
    void knowsNothingOfOtherKeys() {
        store(1000).write(KEY, ENTRY, warnings::add);

        assertThat(store(1000).read(CacheKey.of("archive", "github", "o", "other"), warnings::add))
                .isEmpty();
        assertThat(store(1000).read(CacheKey.of("archive", "gitlab", "o", "r"), warnings::add))
                .isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void dropsDamagedEntriesWithAWarning() throws IOException {
        DiskStore store = store(1 << 20);
        store.write(KEY, ENTRY, warnings::add);
        byte[] good = Files.readAllBytes(store.file(KEY));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = good.clone();
            damaged[i % good.length] ^= (byte) (1 + random.nextInt(255));
            assertIsDropped(store, damaged);
        }
    }

    @Test
    void dropsEntriesThatWereCutShort() throws IOException {
        DiskStore store = store(1 << 20);
        store.write(KEY, ENTRY, warnings::add);
        byte[] good = Files.readAllBytes(store.file(KEY));
        for (int length = 0; length < good.length; length++) {
            assertIsDropped(store, Arrays.copyOf(good, length));
        }
    }

    @Test
    void dropsEntriesInAnotherEntrysPlace() throws IOException {
        DiskStore store = store(1 << 20);
        store.write(KEY, ENTRY, warnings::add);
        CacheKey other = CacheKey.of("archive", "github", "o", "other");
        store.write(other, ENTRY, warnings::add);

        assertIsDropped(store, Files.readAllBytes(store.file(other)));
    }

    @Test
    void deletesWhatWasNotUsedForLongest() throws IOException {
        DiskStore store = store(20_000);
        for (int i = 0; i < 100; i++) {
            CacheKey key = CacheKey.of("d", "" + i);
            store.write(key, new CacheEntry(NOW, Map.of(), new byte[1000]), warnings::add);
            Files.setLastModifiedTime(store.file(key), FileTime.from(NOW.minusSeconds(100_000L + 1000 - i)));
        }
        assertThat(store.read(CacheKey.of("d", "7"), warnings::add)).isPresent();

        new FileEviction(directory.resolve("v1"), EvictionLimits.ofEntries(20_000), () -> NOW).run();

        assertThat(size()).isLessThanOrEqualTo(15_000);
        assertThat(store.read(CacheKey.of("d", "7"), warnings::add))
                .as("used lately")
                .isPresent();
        assertThat(store.read(CacheKey.of("d", "99"), warnings::add))
                .as("written last")
                .isPresent();
        assertThat(store.read(CacheKey.of("d", "8"), warnings::add)).as("old").isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void staysSmallByItself() throws IOException {
        DiskStore store = store(100_000);
        for (int i = 0; i < 600; i++) {
            store.write(CacheKey.of("d", "" + i), new CacheEntry(NOW, Map.of(), new byte[1000]), warnings::add);
        }

        assertThat(size()).isLessThanOrEqualTo(100_000 + 256 * 1300);
    }

    @Test
    void clearsAwayFilesThatNobodyWritesAnyMore() throws IOException {
        Path domain = Files.createDirectories(directory.resolve("v1/d/00"));
        Path abandoned = Files.createFile(domain.resolve("tmp-1"));
        Path current = Files.createFile(domain.resolve("tmp-2"));
        Files.setLastModifiedTime(abandoned, FileTime.from(NOW.minus(Duration.ofHours(2))));
        Files.setLastModifiedTime(current, FileTime.from(NOW.minus(Duration.ofMinutes(2))));

        store(1000).write(KEY, ENTRY, warnings::add);

        assertThat(abandoned).doesNotExist();
        assertThat(current).exists();
    }

    @Test
    void warnsWhenItCannotWrite() throws IOException {
        Files.createFile(directory.resolve("v1"));

        store(1000).write(KEY, ENTRY, warnings::add);

        assertThat(warnings).singleElement().asString().startsWith("cannot write cache entry '");
    }

    @Test
    void letsNobodyElseLook() throws IOException {
        DiskStore store = new DiskStore(directory.resolve("new"), 1000, () -> NOW);
        store.write(KEY, ENTRY, warnings::add);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.file(KEY))))
                .isEqualTo("rw-------");
    }

    @Test
    void canBeSharedByWritersAndReaders() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int seed = i;
            all.add(threads.submit(() -> hammer(seed)));
        }
        for (Future<List<String>> one : all) {
            assertThat(one.get()).isEmpty();
        }
        threads.shutdown();
    }

    private List<String> hammer(int seed) {
        List<String> own = new ArrayList<>();
        DiskStore store = store(1 << 20);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            String name = "" + random.nextInt(3);
            CacheKey key = CacheKey.of("d", name);
            byte[] blob = name.repeat(random.nextInt(5000)).getBytes(UTF_8);
            store.write(key, new CacheEntry(NOW, Map.of("length", "" + blob.length), blob), own::add);
            CacheEntry read = store.read(key, own::add).orElseThrow();
            if (!read.field("length").equals(Optional.of("" + read.blob().length))) {
                own.add("half an entry");
            }
        }
        return own;
    }

    private void assertIsDropped(DiskStore store, byte[] contents) throws IOException {
        Path file = store.file(KEY);
        Files.write(file, contents);
        warnings.clear();

        assertThat(store.read(KEY, warnings::add)).isEmpty();
        assertThat(warnings).containsExactly("cache entry '" + file + "' is damaged and is deleted");
        assertThat(file).doesNotExist();
        assertThat(store.read(KEY, warnings::add)).isEmpty();
        assertThat(warnings).hasSize(1);
    }

    private DiskStore store(long maxBytes) {
        return new DiskStore(directory, maxBytes, () -> NOW);
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
