package dev.flakelock.fetcher.cache;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered under a key.
 *
 * @param time when it was learnt, in whole seconds
 * @param fields short texts by name
 * @param blob bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record CacheEntry(Instant time, Map<String, String> fields, byte[] blob) {

    /** Copies the collections. */
    public CacheEntry {
        fields = Map.copyOf(fields);
    }

    /** The field of this name. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The same with another time. */
    public CacheEntry at(Instant now) {
        return new CacheEntry(now, fields, blob);
    }
}
