package dev.flakelock.fetcher.git;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is known of commits for good, so that it need not be found out again: numbers of commits, for example. Thread-safe.
 * A store that cannot be read or written loses facts and never fails.
 */
public interface GitFacts {

    /**
     * A fact.
     *
     * @param kind the sort of fact, lower-case letters
     * @param key what it is about, without secrets
     */
    Optional<String> get(String kind, String key);

    /** Remembers a fact. */
    void put(String kind, String key, String value);

    /** Facts that are remembered as long as this object is. */
    static GitFacts inMemory() {
        ConcurrentMap<String, String> facts = new ConcurrentHashMap<>();
        return new GitFacts() {
            @Override
            public Optional<String> get(String kind, String key) {
                return Optional.ofNullable(facts.get(kind + " " + key));
            }

            @Override
            public void put(String kind, String key, String value) {
                facts.put(kind + " " + key, value);
            }
        };
    }
}
