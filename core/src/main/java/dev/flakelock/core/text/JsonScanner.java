package dev.flakelock.core.text;

import java.nio.charset.StandardCharsets;

/**
 * Splits a text into the tokens of JSON.
 *
 * <p>Counts lines and columns (of bytes, up to the last one looked at) and remembers what was read as Nix's JSON library
 * does: since the beginning of the last string or number, not of the last token.
 */
final class JsonScanner {

    private static final int END = -1;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final byte[] text;
    private int next;
    private int recent;
    private boolean escaped;
    private int line = 1;
    private int column;
    private String problem = "";

    JsonScanner(byte[] text) {
        this.text = text;
        boolean marked = text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
        this.next = marked ? 3 : 0;
        this.recent = next;
        this.column = marked ? 3 : 0;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** What is wrong with the last token, if it is {@link JsonSymbol#WRONG}. */
    String problem() {
        return problem;
    }

    /** What was read since the beginning of the last string or number. */
    String lastRead() {
        return utf8(recent, Math.min(next, text.length));
    }

    /** The same with control characters made visible. */
    String lastReadShown() {
        StringBuilder shown = new StringBuilder();
        lastRead().chars().forEach(c -> {
            if (c < 0x20) {
                shown.append(String.format("<U+%04X>", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    /** What the last token says, if it is {@link JsonSymbol#STRING}. */
    String text() {
        return escaped ? unescaped(recent + 1, next - 1) : utf8(recent + 1, next - 1);
    }

    private String utf8(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /** A string whose escapes have been found right. */
    private String unescaped(int from, int to) {
        StringBuilder plain = new StringBuilder(to - from);
        int start = from;
        for (int i = from; i < to; i++) {
            if (text[i] == '\\') {
                plain.append(utf8(start, i));
                i++;
                if (text[i] == 'u') {
                    plain.append((char) Integer.parseInt(utf8(i + 1, i + 5), 16));
                    i += 4;
                } else {
                    plain.append(ESCAPED.charAt(ESCAPES.indexOf(text[i])));
                }
                start = i + 1;
            }
        }
        return plain.append(utf8(start, to)).toString();
    }

    JsonSymbol token() {
        int c = read();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            c = read();
        }
        return switch (c) {
            case '[' -> JsonSymbol.BEGIN_ARRAY;
            case ']' -> JsonSymbol.END_ARRAY;
            case '{' -> JsonSymbol.BEGIN_OBJECT;
            case '}' -> JsonSymbol.END_OBJECT;
            case ':' -> JsonSymbol.COLON;
            case ',' -> JsonSymbol.COMMA;
            case 't' -> literal("rue", JsonSymbol.TRUE);
            case 'f' -> literal("alse", JsonSymbol.FALSE);
            case 'n' -> literal("ull", JsonSymbol.NULL);
            case '"' -> string();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(c);
            case 0, END -> JsonSymbol.END;
            default -> wrong("invalid literal");
        };
    }

    private int peek() {
        return next < text.length ? text[next] & 0xFF : END;
    }

    private int read() {
        int c = peek();
        next++;
        column++;
        if (c == '\n') {
            line++;
            column = 0;
        }
        return c;
    }

    /** What was read last is the first byte of a string or number. */
    private void restart() {
        recent = next - 1;
        escaped = false;
    }

    private JsonSymbol wrong(String what) {
        problem = what;
        return JsonSymbol.WRONG;
    }

    private JsonSymbol literal(String rest, JsonSymbol token) {
        for (int i = 0; i < rest.length(); i++) {
            if (read() != rest.charAt(i)) {
                return wrong("invalid literal");
            }
        }
        return token;
    }

    private JsonSymbol number(int first) {
        restart();
        int c = first;
        if (c == '-') {
            c = read();
            if (!isDigit(c)) {
                return wrong("invalid number; expected digit after '-'");
            }
        }
        if (c != '0') {
            digits();
        }
        if (peek() == '.') {
            read();
            if (!isDigit(read())) {
                return wrong("invalid number; expected digit after '.'");
            }
            digits();
        }
        return peek() == 'e' || peek() == 'E' ? exponent() : JsonSymbol.NUMBER;
    }

    private JsonSymbol exponent() {
        read();
        int c = read();
        if (c == '+' || c == '-') {
            if (!isDigit(read())) {
                return wrong("invalid number; expected digit after exponent sign");
            }
        } else if (!isDigit(c)) {
            return wrong("invalid number; expected '+', '-', or digit after exponent");
        }
        digits();
        return JsonSymbol.NUMBER;
    }

    private void digits() {
        while (isDigit(peek())) {
            read();
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private JsonSymbol string() {
        restart();
        while (true) {
            int c = read();
            if (c == '"') {
                return JsonSymbol.STRING;
            } else if (c == END) {
                return wrong("invalid string: missing closing quote");
            } else if (c < 0x20) {
                return wrong("invalid string: control character " + controlCharacter(c));
            } else if (c == '\\' && !escape()) {
                return JsonSymbol.WRONG;
            } else if (c >= 0x80 && !utf8(c)) {
                return wrong("invalid string: ill-formed UTF-8 byte");
            }
        }
    }

    private static String controlCharacter(int c) {
        String[] names = {
            "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
            "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"
        };
        int shortForm = "\b\t\n\f\r".indexOf(c);
        String orShort = shortForm < 0 ? "" : " or \\" + "btnfr".charAt(shortForm);
        return String.format("U+%04X (%s) must be escaped to \\u%04X%s", c, names[c], c, orShort);
    }

    private boolean escape() {
        escaped = true;
        int c = read();
        if (c == 'u') {
            return unicodeEscape();
        }
        if (c == END || ESCAPES.indexOf(c) < 0) {
            wrong("invalid string: forbidden character after backslash");
            return false;
        }
        return true;
    }

    private boolean unicodeEscape() {
        int first = hex4();
        if (first >= 0xDC00 && first <= 0xDFFF) {
            wrong("invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF");
            return false;
        }
        if (first < 0xD800 || first > 0xDBFF) {
            return first >= 0;
        }
        boolean second = read() == '\\' && read() == 'u';
        int low = second ? hex4() : 0;
        if (low >= 0 && (low < 0xDC00 || low > 0xDFFF)) {
            wrong("invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF");
        }
        return low >= 0xDC00 && low <= 0xDFFF;
    }

    /** Four hexadecimal digits, or a negative number. */
    private int hex4() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(read(), 16);
            if (digit < 0) {
                wrong("invalid string: '\\u' must be followed by 4 hex digits");
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private boolean utf8(int first) {
        int more = first >= 0xC2 && first <= 0xDF ? 1 : first >= 0xE0 && first <= 0xEF ? 2 : first >= 0xF0 ? 3 : 0;
        if (more == 0 || first > 0xF4) {
            return false;
        }
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        for (int i = 0; i < more; i++) {
            int c = read();
            if (c < lowest || c > highest) {
                return false;
            }
            lowest = 0x80;
            highest = 0xBF;
        }
        return true;
    }
}
