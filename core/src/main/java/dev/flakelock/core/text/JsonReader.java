package dev.flakelock.core.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads JSON as Nix does: no comments, nothing behind the value, a byte order mark is fine, and of members with the
 * same name the last one counts.
 *
 * <p>Nesting is limited to {@value #MAX_DEPTH} levels, which bounds the stack.
 */
public final class JsonReader {

    private static final int MAX_DEPTH = 500;
    private static final BigInteger UNSIGNED_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger SIGNED_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * The value that these bytes are.
     *
     * @throws JsonSyntaxException if they are no JSON
     */
    public static JsonValue read(byte[] utf8) throws JsonSyntaxException {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            try {
                if (parser.nextToken() == null) {
                    throw error(utf8, parser, new IOException("empty"));
                }
                JsonValue value = value(parser);
                if (parser.nextToken() != null) {
                    throw error(utf8, parser, new IOException("trailing text"));
                }
                return value;
            } catch (JsonProcessingException e) {
                throw error(utf8, parser, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error in Nix's words; in those of the parser for what only the parser minds, such as too many levels. */
    private static JsonSyntaxException error(byte[] utf8, JsonParser parser, IOException cause) {
        JsonSyntaxException known = JsonSyntaxCheck.find(utf8, cause);
        if (known != null) {
            return known;
        }
        JsonLocation at = parser.currentTokenLocation();
        int line = Math.max(1, at.getLineNr());
        int column = Math.max(1, at.getColumnNr());
        String message = cause instanceof JsonProcessingException e ? e.getOriginalMessage() : cause.getMessage();
        return new JsonSyntaxException(
                "[json.exception.parse_error.101] parse error at line " + line + ", column " + column + ": " + message,
                line,
                column,
                cause);
    }

    private static JsonValue value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonValue.Text(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> new JsonValue.Real(parser.getDoubleValue());
            case VALUE_TRUE -> new JsonValue.Bool(true);
            case VALUE_FALSE -> new JsonValue.Bool(false);
            default -> new JsonValue.Null();
        };
    }

    private static JsonValue integer(BigInteger number) {
        boolean fits = number.compareTo(UNSIGNED_MAX) <= 0 && number.compareTo(SIGNED_MIN) >= 0;
        return fits ? new JsonValue.Int(number.longValue()) : new JsonValue.Real(number.doubleValue());
    }

    private static JsonValue object(JsonParser parser) throws IOException {
        NavigableMap<String, JsonValue> members = new TreeMap<>(Utf8Order.BYTES);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonValue.Obj(members);
    }

    private static JsonValue array(JsonParser parser) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new JsonValue.Array(items);
    }
}
