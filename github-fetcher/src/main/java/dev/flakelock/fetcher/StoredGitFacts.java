package dev.flakelock.fetcher;

import dev.flakelock.fetcher.cache.CacheEntry;
import dev.flakelock.fetcher.cache.CacheKey;
import dev.flakelock.fetcher.cache.EntryStore;
import dev.flakelock.fetcher.git.GitFacts;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What is known of commits, remembered with everything else. */
record StoredGitFacts(EntryStore store, InstantSource clock) implements GitFacts {

    private static final String VALUE = "value";

    @Override
    public Optional<String> get(String kind, String key) {
        return store.read(key(kind, key), warning -> {}).flatMap(entry -> entry.field(VALUE));
    }

    @Override
    public void put(String kind, String key, String value) {
        store.write(key(kind, key), new CacheEntry(clock.instant(), Map.of(VALUE, value), new byte[0]), warning -> {});
    }

    private static CacheKey key(String kind, String key) {
        return CacheKey.of("git", kind, key);
    }
}
