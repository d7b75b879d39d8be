package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys that the commit of a git input must be signed with one of: one in {@code publicKey}, or several as JSON. */
final class PublicKeys {

    private static final String DEFAULT_TYPE = "ssh-ed25519";

    private PublicKeys() {}

    /**
     * The keys as parameters of a URL; none if there are no keys.
     *
     * @throws FlakeException if {@code publicKeys} is not an array of objects with {@code type} and {@code key}
     */
    static Map<String, String> toParameters(Attrs attrs) throws FlakeException {
        List<JsonValue> keys = new ArrayList<>();
        String several = attrs.text("publicKeys");
        if (several != null) {
            keys.addAll(parse(several));
        }
        String single = attrs.text("publicKey");
        if (single != null) {
            String type = attrs.text("keytype");
            keys.add(key(type == null ? DEFAULT_TYPE : type, single));
        }
        if (keys.isEmpty()) {
            return Map.of();
        } else if (keys.size() > 1) {
            return Map.of("publicKeys", JsonWriter.compact(new JsonValue.Array(keys)));
        }
        JsonValue key = keys.get(0);
        return Map.of("keytype", member(key, "type"), "publicKey", member(key, "key"));
    }

    private static List<JsonValue> parse(String json) throws FlakeException {
        JsonValue value;
        try {
            value = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new FlakeException(e.getMessage(), e);
        }
        if (!(value instanceof JsonValue.Array array)) {
            throw new FlakeException("Expected JSON value to be of type 'array' but it is of type '" + value.typeName()
                    + "': " + JsonWriter.compact(value));
        }
        List<JsonValue> keys = new ArrayList<>();
        for (JsonValue item : array.items()) {
            keys.add(key(member(item, "type"), member(item, "key")));
        }
        return keys;
    }

    private static JsonValue key(String type, String key) {
        return JsonValue.Obj.of(Map.of("type", new JsonValue.Text(type), "key", new JsonValue.Text(key)));
    }

    private static String member(JsonValue value, String name) throws FlakeException {
        if (value instanceof JsonValue.Obj object) {
            JsonValue member = object.get(name);
            if (member instanceof JsonValue.Text text) {
                return text.value();
            } else if (member == null && name.equals("type")) {
                return DEFAULT_TYPE;
            }
        }
        throw new FlakeException(
                "a public key needs the strings 'type' and 'key', but is " + JsonWriter.compact(value));
    }
}
