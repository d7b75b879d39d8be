package dev.flakelock.core.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Finds the first thing that keeps a text from being JSON, and words it as Nix's JSON library does. */
final class JsonSyntaxCheck {

    private final JsonScanner scanner;
    private final Deque<JsonSymbol> ends = new ArrayDeque<>();
    private JsonSymbol token = JsonSymbol.END;
    private @Nullable String message;

    private JsonSyntaxCheck(byte[] text) {
        this.scanner = new JsonScanner(text);
    }

    /** The error, or null if the text is JSON after all. */
    static @Nullable JsonSyntaxException find(byte[] text, Throwable cause) {
        JsonSyntaxCheck check = new JsonSyntaxCheck(text);
        check.run();
        if (check.message == null) {
            return null;
        }
        int line = check.scanner.line();
        int column = check.scanner.column();
        return new JsonSyntaxException(
                "[json.exception.parse_error.101] parse error at line " + line + ", column " + column + ": "
                        + check.message,
                line,
                column,
                cause);
    }

    private void run() {
        next();
        boolean go = true;
        while (go) {
            go = value() && afterValue();
        }
    }

    private void next() {
        token = scanner.token();
    }

    private boolean wrong(String context, @Nullable JsonSymbol expected) {
        String what = token == JsonSymbol.WRONG
                ? scanner.problem() + "; last read: '" + scanner.lastRead() + "'"
                : "unexpected " + token.shown();
        message = "syntax error while parsing " + context + " - " + what
                + (expected == null ? "" : "; expected " + expected.shown());
        return false;
    }

    /** Reads a value, up to its last token; of an array or object that is not empty, up to the first value in it. */
    private boolean value() {
        while (true) {
            switch (token) {
                case BEGIN_OBJECT -> {
                    next();
                    if (token == JsonSymbol.END_OBJECT) {
                        return true;
                    }
                    ends.push(JsonSymbol.END_OBJECT);
                    if (!key()) {
                        return false;
                    }
                }
                case BEGIN_ARRAY -> {
                    next();
                    if (token == JsonSymbol.END_ARRAY) {
                        return true;
                    }
                    ends.push(JsonSymbol.END_ARRAY);
                }
                case TRUE, FALSE, NULL, STRING, NUMBER -> {
                    return true;
                }
                default -> {
                    return noValue();
                }
            }
        }
    }

    private boolean noValue() {
        if (token == JsonSymbol.END && scanner.line() == 1 && scanner.column() == 1) {
            message = "attempting to parse an empty input; check that your input string or stream contains the"
                    + " expected JSON";
            return false;
        }
        return wrong("value", token == JsonSymbol.WRONG ? null : JsonSymbol.VALUE);
    }

    private boolean key() {
        if (token != JsonSymbol.STRING) {
            return wrong("object key", JsonSymbol.STRING);
        }
        next();
        if (token != JsonSymbol.COLON) {
            return wrong("object separator", JsonSymbol.COLON);
        }
        next();
        return true;
    }

    /** Reads what follows a value; whether that is another value. */
    private boolean afterValue() {
        while (!ends.isEmpty()) {
            next();
            JsonSymbol end = ends.element();
            if (token == JsonSymbol.COMMA) {
                next();
                return end == JsonSymbol.END_ARRAY || key();
            }
            if (token != end) {
                return wrong(end == JsonSymbol.END_ARRAY ? "array" : "object", end);
            }
            ends.pop();
        }
        next();
        return token != JsonSymbol.END && wrong("value", JsonSymbol.END);
    }
}
