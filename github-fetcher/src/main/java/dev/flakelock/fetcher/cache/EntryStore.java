package dev.flakelock.fetcher.cache;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where entries are kept. Thread-safe. A store never fails: an entry that cannot be read is not there, and one that
 * cannot be written is forgotten.
 */
public interface EntryStore {

    /** The entry of a key. */
    Optional<CacheEntry> read(CacheKey key, Consumer<String> warnings);

    /** Keeps an entry, in place of an earlier one of the same key. */
    void write(CacheKey key, CacheEntry entry, Consumer<String> warnings);

    /** A store that keeps nothing. */
    static EntryStore none() {
        return new EntryStore() {
            @Override
            public Optional<CacheEntry> read(CacheKey key, Consumer<String> warnings) {
                return Optional.empty();
            }

            @Override
            public void write(CacheKey key, CacheEntry entry, Consumer<String> warnings) {
                // Nothing is kept.
            }
        };
    }
}
