package dev.flakelock.narhash;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cases recorded from Nix in {@code narhash.cases.json}. */
public record RecordedCases(Map<String, Object> fields) {
    /** All cases of one group. */
    public static List<RecordedCases> group(String name) {
        try (InputStream json = RecordedCases.class.getResourceAsStream("/narhash.cases.json");
                JsonParser parser = new JsonFactory().createParser(Objects.requireNonNull(json))) {
            parser.nextToken();
            return cast(object(parser)).list(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return text("name");
    }

    public boolean has(String key) {
        return fields.get(key) != null;
    }

    public String text(String key) {
        return (String) Objects.requireNonNull(fields.get(key), key);
    }

    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    public long number(String key, long otherwise) {
        return has(key) ? ((Number) Objects.requireNonNull(fields.get(key))).longValue() : otherwise;
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(fields.get(key));
    }

    public RecordedCases child(String key) {
        return cast(Objects.requireNonNull(fields.get(key), key));
    }

    public List<RecordedCases> list(String key) {
        return ((List<?>) Objects.requireNonNull(fields.get(key), key))
                .stream().map(RecordedCases::cast).toList();
    }

    public List<String> texts(String key) {
        return ((List<?>) Objects.requireNonNull(fields.get(key), key))
                .stream().map(String.class::cast).toList();
    }

    /** The bytes of {@code key} (text) or {@code keyBase64}; none when neither is there. */
    public byte[] bytes(String key) {
        if (has(key + "Base64")) {
            return Base64.getDecoder().decode(text(key + "Base64"));
        }
        return text(key, "").getBytes(StandardCharsets.UTF_8);
    }

    /** Contents of a file: {@code text}, {@code base64} or {@code repeat}. */
    public byte[] contents() {
        if (has("base64")) {
            return Base64.getDecoder().decode(text("base64"));
        }
        return has("repeat") ? repeated("repeat") : bytes("text");
    }

    /** The target of a symlink. */
    public byte[] target() {
        return has("targetRepeat") ? repeated("targetRepeat") : bytes("target");
    }

    private byte[] repeated(String key) {
        RecordedCases repeat = child(key);
        return repeat.text("text").repeat((int) repeat.number("count", 0)).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // what object() makes
    private static RecordedCases cast(@Nullable Object value) {
        return new RecordedCases((Map<String, Object>) Objects.requireNonNull(value));
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                fields.put(key, value);
            }
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
