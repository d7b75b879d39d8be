package dev.flakelock.fetcher.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what was used lately in memory, in front of a slower store; for programs that lock many flakes. */
public final class MemoryStore implements EntryStore {

    private static final int OVERHEAD = 256;

    private final EntryStore slower;
    private final Cache<CacheKey, CacheEntry> cache;

    /**
     * A store.
     *
     * @param slower where all entries are kept
     * @param maxBytes about how much memory to use
     */
    public MemoryStore(EntryStore slower, long maxBytes) {
        this.slower = slower;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey key, CacheEntry entry) -> entry.blob().length + OVERHEAD)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<CacheEntry> read(CacheKey key, Consumer<String> warnings) {
        CacheEntry known = cache.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<CacheEntry> entry = slower.read(key, warnings);
        entry.ifPresent(found -> cache.put(key, found));
        return entry;
    }

    @Override
    public void write(CacheKey key, CacheEntry entry, Consumer<String> warnings) {
        cache.put(key, entry);
        slower.write(key, entry, warnings);
    }
}
