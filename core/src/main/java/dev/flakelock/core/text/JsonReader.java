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
        JsonSyntaxException illFormed =
                isPlain(utf8) ? null : JsonSyntaxCheck.find(utf8, new IOException("ill-formed"));
        if (illFormed != null) {
            throw illFormed;
        }
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

    /** Whether a text has nothing in it that the parser takes and Nix does not: half characters, other encodings. */
    private static boolean isPlain(byte[] utf8) {
        for (int i = 0; i < utf8.length; i++) {
            boolean escapes = utf8[i] == '\\' && i + 1 < utf8.length && utf8[i + 1] == 'u';
            if (utf8[i] <= 0 || escapes) {
                return false;
            }
        }
        return true;
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

    private static JsonValue value(JsonParser parser) throws IOException, JsonSyntaxException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonValue.Text(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> real(parser, parser.getDoubleValue());
            case VALUE_TRUE -> new JsonValue.Bool(true);
            case VALUE_FALSE -> new JsonValue.Bool(false);
            default -> new JsonValue.Null();
        };
    }

    private static JsonValue integer(JsonParser parser) throws IOException, JsonSyntaxException {
        BigInteger number = parser.getBigIntegerValue();
        boolean fits = number.compareTo(UNSIGNED_MAX) <= 0 && number.compareTo(SIGNED_MIN) >= 0;
        return fits ? new JsonValue.Int(number.longValue()) : real(parser, number.doubleValue());
    }

    private static JsonValue real(JsonParser parser, double number) throws IOException, JsonSyntaxException {
        if (Double.isInfinite(number)) {
            String message = "[json.exception.out_of_range.406] number overflow parsing '" + parser.getText() + "'";
            JsonLocation at = parser.currentTokenLocation();
            throw new JsonSyntaxException(message, at.getLineNr(), at.getColumnNr(), new IOException("overflow"));
        }
        return new JsonValue.Real(number);
    }

    private static JsonValue object(JsonParser parser) throws IOException, JsonSyntaxException {
        NavigableMap<String, JsonValue> members = new TreeMap<>(Utf8Order.BYTES);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonValue.Obj(members);
    }

    private static JsonValue array(JsonParser parser) throws IOException, JsonSyntaxException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new JsonValue.Array(items);
    }
}
