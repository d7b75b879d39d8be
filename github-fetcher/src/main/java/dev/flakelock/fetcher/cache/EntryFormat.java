package dev.flakelock.fetcher.cache;

import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.narhash.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bytes of an entry; see the description of this package. */
final class EntryFormat {

    private static final byte[] MAGIC = "flakelock-cache 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 64;
    private static final Set<String> NOT_OF_THE_KEY = Set.of("time", "fields");

    private EntryFormat() {}

    static byte[] encode(CacheKey key, CacheEntry entry) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(JsonWriter.compact(header(key, entry)).getBytes(StandardCharsets.UTF_8));
        rest.write('\n');
        rest.writeBytes(entry.blob());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(MAGIC);
        all.writeBytes(sha256(rest.toByteArray()).getBytes(StandardCharsets.US_ASCII));
        all.write('\n');
        all.writeBytes(rest.toByteArray());
        return all.toByteArray();
    }

    /** The entry that these bytes are; nothing if they are damaged or another key's. */
    static Optional<CacheEntry> decode(CacheKey key, byte[] bytes) {
        int start = MAGIC.length + DIGEST + 1;
        if (bytes.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            return Optional.empty();
        }
        String digest = new String(bytes, MAGIC.length, DIGEST, StandardCharsets.US_ASCII);
        byte[] rest = Arrays.copyOfRange(bytes, start, bytes.length);
        int end = indexOf(rest, '\n');
        if (bytes[start - 1] != '\n' || !digest.equals(sha256(rest)) || end < 0) {
            return Optional.empty();
        }
        return parse(key, Arrays.copyOf(rest, end), Arrays.copyOfRange(rest, end + 1, rest.length));
    }

    private static JsonValue header(CacheKey key, CacheEntry entry) {
        Map<String, JsonValue> fields = new HashMap<>();
        entry.fields().forEach((name, value) -> fields.put(name, new JsonValue.Text(value)));
        Map<String, JsonValue> members = new HashMap<>(((JsonValue.Obj) key.toJson()).members());
        members.put("time", new JsonValue.Int(entry.time().getEpochSecond()));
        members.put("fields", JsonValue.Obj.of(fields));
        return JsonValue.Obj.of(members);
    }

    private static Optional<CacheEntry> parse(CacheKey key, byte[] header, byte[] blob) {
        try {
            if (JsonReader.read(header) instanceof JsonValue.Obj object
                    && object.get("time") instanceof JsonValue.Int time
                    && object.get("fields") instanceof JsonValue.Obj fields
                    && isAbout(key, object)) {
                return Optional.of(new CacheEntry(Instant.ofEpochSecond(time.value()), texts(fields), blob));
            }
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isAbout(CacheKey key, JsonValue.Obj header) {
        Map<String, JsonValue> about = new HashMap<>(header.members());
        about.keySet().removeAll(NOT_OF_THE_KEY);
        // Texts, since the JVM links code before it compares records for the first time.
        return JsonWriter.compact(key.toJson()).equals(JsonWriter.compact(JsonValue.Obj.of(about)));
    }

    private static Map<String, String> texts(JsonValue.Obj fields) {
        Map<String, String> texts = new HashMap<>();
        fields.members().forEach((name, value) -> {
            if (value instanceof JsonValue.Text text) {
                texts.put(name, text.value());
            }
        });
        return texts;
    }

    private static String sha256(byte[] bytes) {
        return Hash.sha256(bytes).toBase16();
    }

    private static int indexOf(byte[] bytes, char wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
