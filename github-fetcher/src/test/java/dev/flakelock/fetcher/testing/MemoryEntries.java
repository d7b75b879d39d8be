package dev.flakelock.fetcher.testing;

import dev.flakelock.fetcher.cache.CacheEntry;
import dev.flakelock.fetcher.cache.CacheKey;
import dev.flakelock.fetcher.cache.EntryStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A store that is as good as a disk. */
public final class MemoryEntries implements EntryStore {

    private final Map<CacheKey, CacheEntry> entries = new HashMap<>();

    @Override
    public synchronized Optional<CacheEntry> read(CacheKey key, Consumer<String> warnings) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized void write(CacheKey key, CacheEntry entry, Consumer<String> warnings) {
        entries.put(key, entry);
    }

    /** What sorts of entries there are. */
    public synchronized Set<String> domains() {
        return entries.keySet().stream().map(CacheKey::domain).collect(Collectors.toSet());
    }

    /** Everything that was written, as text. */
    public synchronized String dump() {
        return entries.toString();
    }
}
