package dev.flakelock.fetcher.cache;

import dev.flakelock.fetcher.disk.EvictionLimits;
import dev.flakelock.fetcher.disk.FileEviction;
import dev.flakelock.fetcher.disk.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Entries in files; see the description of this package. Any number of processes can share a directory. */
public final class DiskStore implements EntryStore {

    private static final int WRITES_BETWEEN_EVICTIONS = 256;

    private final Path root;
    private final InstantSource clock;
    private final FileEviction eviction;
    private final AtomicInteger writes = new AtomicInteger();

    /**
     * A store.
     *
     * @param directory the cache directory; made when something is written
     * @param maxBytes how large it may grow; the entries that were not used for longest go first
     * @param clock says what was used last
     */
    public DiskStore(Path directory, long maxBytes, InstantSource clock) {
        this.root = directory.resolve("v1");
        this.clock = clock;
        this.eviction = new FileEviction(root, EvictionLimits.ofEntries(maxBytes), clock);
    }

    @Override
    public Optional<CacheEntry> read(CacheKey key, Consumer<String> warnings) {
        Path file = file(key);
        try {
            Optional<CacheEntry> entry = EntryFormat.decode(key, Files.readAllBytes(file));
            if (entry.isEmpty()) {
                warnings.accept("cache entry '" + file + "' is damaged and is deleted");
                Files.deleteIfExists(file);
            } else {
                FileEviction.noteUse(file, clock.instant());
            }
            return entry;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            warnings.accept("cannot read cache entry '" + file + "': " + reason(e));
            return Optional.empty();
        }
    }

    @Override
    public void write(CacheKey key, CacheEntry entry, Consumer<String> warnings) {
        Path file = file(key);
        try {
            Path directory = PrivateDirectory.create(file.resolveSibling(".").normalize());
            Path temporary = Files.createTempFile(directory, FileEviction.TEMPORARY, "");
            try {
                Files.write(temporary, EntryFormat.encode(key, entry));
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            if (writes.getAndIncrement() % WRITES_BETWEEN_EVICTIONS == 0) {
                eviction.run();
            }
        } catch (IOException e) {
            warnings.accept("cannot write cache entry '" + file + "': " + reason(e));
        }
    }

    Path file(CacheKey key) {
        String digest = key.digest();
        return root.resolve(key.domain()).resolve(digest.substring(0, 2)).resolve(digest.substring(2));
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
