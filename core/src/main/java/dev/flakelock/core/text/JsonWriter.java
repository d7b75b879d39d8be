package dev.flakelock.core.text;

import java.util.Iterator;
import java.util.Map;

/**
 * JSON in the two forms that Nix writes: on one line without any space, or indented by two.
 *
 * <p>Only the quote, the backslash and the characters below U+0020 are escaped, with lower-case digits; everything else
 * is written as it is. Members are in byte order.
 */
public final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private JsonWriter(boolean indented) {
        this.indented = indented;
    }

    /** The value on one line. */
    public static String compact(JsonValue value) {
        JsonWriter writer = new JsonWriter(false);
        writer.write(value, 0);
        return writer.out.toString();
    }

    /** The value indented by two, without a final line end. */
    public static String indented(JsonValue value) {
        JsonWriter writer = new JsonWriter(true);
        writer.write(value, 0);
        return writer.out.toString();
    }

    private void write(JsonValue value, int depth) {
        if (value instanceof JsonValue.Null) {
            out.append("null");
        } else if (value instanceof JsonValue.Bool bool) {
            out.append(bool.value());
        } else if (value instanceof JsonValue.Int number) {
            out.append(Long.toUnsignedString(number.value()));
        } else if (value instanceof JsonValue.Real real) {
            out.append(real.value());
        } else if (value instanceof JsonValue.Text text) {
            quote(text.value());
        } else if (value instanceof JsonValue.Array array) {
            writeArray(array, depth);
        } else if (value instanceof JsonValue.Obj object) {
            writeObject(object, depth);
        }
    }

    private void writeArray(JsonValue.Array array, int depth) {
        out.append('[');
        for (Iterator<JsonValue> items = array.items().iterator(); items.hasNext(); ) {
            newLine(depth + 1);
            write(items.next(), depth + 1);
            separator(items, depth);
        }
        out.append(']');
    }

    private void writeObject(JsonValue.Obj object, int depth) {
        out.append('{');
        for (Iterator<Map.Entry<String, JsonValue>> members =
                        object.members().entrySet().iterator();
                members.hasNext(); ) {
            Map.Entry<String, JsonValue> member = members.next();
            newLine(depth + 1);
            quote(member.getKey());
            out.append(indented ? ": " : ":");
            write(member.getValue(), depth + 1);
            separator(members, depth);
        }
        out.append('}');
    }

    private void separator(Iterator<?> rest, int depth) {
        if (rest.hasNext()) {
            out.append(',');
        } else {
            newLine(depth);
        }
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
