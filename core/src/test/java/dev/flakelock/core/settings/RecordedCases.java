package dev.flakelock.core.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What real Nix said, from a file whose {@code about} member tells how to read it. */
final class RecordedCases {

    private RecordedCases() {}

    @SuppressWarnings("unchecked") // the file is our own and has this shape
    static List<Map<String, Object>> of(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(RecordedCases.class.getResourceAsStream(file));
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken();
            Map<String, Object> root = (Map<String, Object>) Objects.requireNonNull(value(json));
            return (List<Map<String, Object>>) Objects.requireNonNull(root.get("cases"));
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    members.put(name, value(json));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                yield elements;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }
}
