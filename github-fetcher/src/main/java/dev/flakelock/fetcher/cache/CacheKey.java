package dev.flakelock.fetcher.cache;

import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.narhash.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about.
 *
 * @param domain the sort of entry; lower-case letters
 * @param parts what tells it from others of its sort; no secrets
 */
public record CacheKey(String domain, List<String> parts) {

    /** Copies the collections. */
    public CacheKey {
        parts = List.copyOf(parts);
    }

    /** A key of these parts. */
    public static CacheKey of(String domain, String... parts) {
        return new CacheKey(domain, List.of(parts));
    }

    /** A key of a URL, which may hold a password and is not written down itself, and further parts. */
    public static CacheKey ofUrl(String domain, String url, String... parts) {
        List<String> all = new ArrayList<>();
        all.add(sha256(url));
        all.addAll(List.of(parts));
        return new CacheKey(domain, all);
    }

    // Written out, since what a record has by itself is put together when it is first used: 8 ms of a short command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheKey key && domain.equals(key.domain) && parts.equals(key.parts);
    }

    @Override
    public int hashCode() {
        return 31 * domain.hashCode() + parts.hashCode();
    }

    /** SHA-256 of the key in hexadecimal digits. */
    String digest() {
        return sha256(JsonWriter.compact(toJson()));
    }

    JsonValue toJson() {
        List<JsonValue> texts =
                parts.stream().<JsonValue>map(JsonValue.Text::new).toList();
        return JsonValue.Obj.of(Map.of("domain", new JsonValue.Text(domain), "key", new JsonValue.Array(texts)));
    }

    private static String sha256(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).toBase16();
    }
}
