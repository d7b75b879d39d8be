package dev.flakelock.core.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as Nix does: no comments, nothing behind the value, a byte order mark is fine, and of members with the
 * same name the last one counts. Errors are worded as Nix's JSON library words them.
 *
 * <p>A reader of our own, since a library knows neither these words nor these rules, and since Jackson costs a tenth of
 * a start: it computes with {@code BigDecimal} while it is loaded.
 *
 * <p>Nesting is limited to {@value #MAX_DEPTH} levels, which bounds the stack.
 */
public final class JsonReader {

    private static final int MAX_DEPTH = 500;
    /** Every number with as many characters fits a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private static final int UNSIGNED_LONG_DIGITS = 20;
    private static final JsonValue.Null NULL = new JsonValue.Null();

    private final JsonScanner scanner;
    private JsonSymbol token = JsonSymbol.END;
    private int depth;

    private JsonReader(byte[] utf8) {
        this.scanner = new JsonScanner(utf8);
    }

    /**
     * The value that these bytes are.
     *
     * @throws JsonSyntaxException if they are no JSON
     */
    public static JsonValue read(byte[] utf8) throws JsonSyntaxException {
        return new JsonReader(utf8).document();
    }

    private JsonValue document() throws JsonSyntaxException {
        next();
        JsonValue value = value();
        next();
        expect(JsonSymbol.END, "value");
        return value;
    }

    private void next() {
        token = scanner.token();
    }

    private void expect(JsonSymbol symbol, String context) throws JsonSyntaxException {
        if (token != symbol) {
            throw unexpected(context, symbol);
        }
    }

    /** Reads the value that begins with the current token, up to its last token. */
    private JsonValue value() throws JsonSyntaxException {
        return switch (token) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> new JsonValue.Text(scanner.text());
            case NUMBER -> number(scanner.lastRead());
            case TRUE -> new JsonValue.Bool(true);
            case FALSE -> new JsonValue.Bool(false);
            case NULL -> NULL;
            default -> throw noValue();
        };
    }

    private JsonValue object() throws JsonSyntaxException {
        NavigableMap<String, JsonValue> members = new TreeMap<>(Utf8Order.BYTES);
        enter();
        next();
        while (token != JsonSymbol.END_OBJECT || !members.isEmpty()) {
            expect(JsonSymbol.STRING, "object key");
            String name = scanner.text();
            next();
            expect(JsonSymbol.COLON, "object separator");
            next();
            members.put(name, value());
            if (!continues("object", JsonSymbol.END_OBJECT)) {
                break;
            }
        }
        depth--;
        return new JsonValue.Obj(members);
    }

    private JsonValue array() throws JsonSyntaxException {
        List<JsonValue> items = new ArrayList<>();
        enter();
        next();
        while (token != JsonSymbol.END_ARRAY || !items.isEmpty()) {
            items.add(value());
            if (!continues("array", JsonSymbol.END_ARRAY)) {
                break;
            }
        }
        depth--;
        return new JsonValue.Array(items);
    }

    /** Reads what follows a member or item; whether it is a comma, behind which there must be another one. */
    private boolean continues(String context, JsonSymbol end) throws JsonSyntaxException {
        next();
        if (token != JsonSymbol.COMMA) {
            expect(end, context);
            return false;
        }
        next();
        return true;
    }

    private void enter() throws JsonSyntaxException {
        depth++;
        if (depth > MAX_DEPTH) {
            throw error("parse_error.101", place() + "more than " + MAX_DEPTH + " levels of arrays and objects");
        }
    }

    private JsonValue number(String text) throws JsonSyntaxException {
        boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        if (whole && text.length() <= LONG_DIGITS) {
            return new JsonValue.Int(Long.parseLong(text));
        }
        if (whole && text.length() <= UNSIGNED_LONG_DIGITS) {
            BigInteger number = new BigInteger(text);
            if (number.bitLength() < (number.signum() < 0 ? Long.SIZE : Long.SIZE + 1)) {
                return new JsonValue.Int(number.longValue());
            }
        }
        double real = Double.parseDouble(text);
        if (Double.isInfinite(real)) {
            throw error("out_of_range.406", "number overflow parsing '" + text + "'");
        }
        return new JsonValue.Real(real);
    }

    private JsonSyntaxException noValue() {
        if (token == JsonSymbol.END && scanner.line() == 1 && scanner.column() == 1) {
            return error(
                    "parse_error.101",
                    place()
                            + "attempting to parse an empty input; check that your input string or stream contains the"
                            + " expected JSON");
        }
        return unexpected("value", token == JsonSymbol.WRONG ? null : JsonSymbol.VALUE);
    }

    private JsonSyntaxException unexpected(String context, @Nullable JsonSymbol expected) {
        String what = token == JsonSymbol.WRONG
                ? scanner.problem() + "; last read: '" + scanner.lastReadShown() + "'"
                : "unexpected " + token.shown();
        String instead = expected == null ? "" : "; expected " + expected.shown();
        return error("parse_error.101", place() + "syntax error while parsing " + context + " - " + what + instead);
    }

    private String place() {
        return "parse error at line " + scanner.line() + ", column " + scanner.column() + ": ";
    }

    private JsonSyntaxException error(String id, String message) {
        return new JsonSyntaxException("[json.exception." + id + "] " + message, scanner.line(), scanner.column());
    }
}
