package dev.flakelock.core.nix;

import static dev.flakelock.core.nix.CharClass.ID_PART;
import static dev.flakelock.core.nix.CharClass.ID_START;

import dev.flakelock.core.error.FlakeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text into tokens, one for each {@link #next}. What is a token depends on where the text is: in an
 * expression, in a string, in an indented string or in a path; each <code>${</code> and each opening brace starts an
 * expression, the closing brace returns to what was before.
 */
final class Lexer {

    private static final byte EXPRESSION = 0;
    private static final byte STRING = 1;
    private static final byte IND_STRING = 2;
    private static final byte PATH = 3;
    private static final byte PATH_AFTER_SLASH = 4;

    private static final byte[] DOLLAR = {'$'};
    private static final byte[] QUOTE = {'\''};
    private static final byte[] TWO_QUOTES = {'\'', '\''};

    private final SourceText source;
    private final byte[] bytes;
    private final boolean pipeOperators;
    private final WordLexer words;

    private byte[] modes = new byte[64];
    private int depth;
    private int start;
    private int end;
    private @Nullable Object value;

    Lexer(SourceText source, boolean pipeOperators) {
        this.source = source;
        this.bytes = source.bytes();
        this.pipeOperators = pipeOperators;
        this.words = new WordLexer(source);
    }

    /** The offset of the first byte of the last token. */
    int start() {
        return start;
    }

    /** The offset after the last byte of the last token. */
    int end() {
        return end;
    }

    /** What the last token stands for: the number of a literal, the text of a part of a string. */
    @Nullable Object value() {
        return value;
    }

    /** Reads the next token; its number in {@link ParserTables}. */
    int next() throws FlakeException {
        value = null;
        return switch (modes[depth]) {
            case STRING -> inString();
            case IND_STRING -> inIndentedString();
            case PATH, PATH_AFTER_SLASH -> inPath();
            default -> inExpression();
        };
    }

    private int at(int offset) {
        return offset < bytes.length ? bytes[offset] : -1;
    }

    private boolean atIs(int offset, int c) {
        return offset < bytes.length && bytes[offset] == c;
    }

    private void push(byte mode) {
        if (++depth == modes.length) {
            modes = Arrays.copyOf(modes, depth * 2);
        }
        modes[depth] = mode;
    }

    private int token(int number, int length) {
        end = start + length;
        return number;
    }

    private int endOfFile() {
        start = bytes.length;
        end = bytes.length;
        return ParserTables.T_END;
    }

    private int inExpression() throws FlakeException {
        start = skipBlanks(end);
        if (start >= bytes.length) {
            return endOfFile();
        }
        int c = bytes[start];
        if (CharClass.is(c, ID_START)) {
            return word();
        }
        if (CharClass.is(c, CharClass.DIGIT) || (c == '.' && CharClass.is(at(start + 1), CharClass.DIGIT))) {
            return number();
        }
        if (CharClass.is(c, CharClass.PATH) || c == '/' || c == '~') {
            int length = words.pathLength(start);
            if (length > 0) {
                return path(length);
            }
        }
        return punctuation(c);
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < bytes.length) {
            int c = bytes[i];
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                i++;
            } else if (c == '#') {
                while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') {
                    i++;
                }
            } else if (c == '/' && atIs(i + 1, '*')) {
                int after = words.afterBlockComment(i);
                if (after < 0) {
                    return i;
                }
                i = after;
            } else {
                return i;
            }
        }
        return i;
    }

    private int word() {
        int i = start + 1;
        while (i < bytes.length && CharClass.is(bytes[i], ID_PART)) {
            i++;
        }
        int after = at(i);
        if (after == '/' || after == ':' || after == '.' || after == '+') {
            int pathLength = words.pathLength(start);
            if (pathLength > i - start) {
                return path(pathLength);
            }
            int urlLength = words.urlLength(start);
            if (urlLength > i - start) {
                return token(ParserTables.T_URI, urlLength);
            }
        }
        return token(words.keyword(start, i), i - start);
    }

    private int number() throws FlakeException {
        int integer = words.integerLength(start);
        int decimal = words.floatLength(start);
        int path = words.pathLength(start);
        if (path > Math.max(integer, decimal)) {
            return path(path);
        }
        if (decimal > integer) {
            value = words.floatValue(start, start + decimal);
            return token(ParserTables.T_FLOAT, decimal);
        }
        value = words.integerValue(start, start + integer);
        return token(ParserTables.T_INTEGER, integer);
    }

    private int path(int length) {
        push(bytes[start + length - 1] == '/' ? PATH_AFTER_SLASH : PATH);
        return token(bytes[start] == '~' ? ParserTables.T_HOME_PATH : ParserTables.T_PATH, length);
    }

    private int punctuation(int c) throws FlakeException {
        int after = at(start + 1);
        return switch (c) {
            case 0 -> token(ParserTables.T_END, 1);
            case '=' -> either(after == '=', ParserTables.T_EQUAL, ParserTables.T_ASSIGN);
            case '!' -> either(after == '=', ParserTables.T_NOT_EQUAL, ParserTables.T_NOT);
            case '<' -> less(after);
            case '>' -> either(after == '=', ParserTables.T_AT_LEAST, ParserTables.T_MORE);
            case '&' -> either(after == '&', ParserTables.T_AND, ParserTables.T_INVALID);
            case '|' ->
                after == '>'
                        ? pipe(ParserTables.T_PIPE_INTO)
                        : either(after == '|', ParserTables.T_OR, ParserTables.T_INVALID);
            case '-' -> either(after == '>', ParserTables.T_IMPLIES, ParserTables.T_MINUS);
            case '+' -> either(after == '+', ParserTables.T_CONCAT, ParserTables.T_PLUS);
            case '/' -> either(after == '/', ParserTables.T_UPDATE, ParserTables.T_DIVIDE);
            case '.' ->
                after == '.' && atIs(start + 2, '.') ? token(ParserTables.T_ELLIPSIS, 3) : token(ParserTables.T_DOT, 1);
            default -> bracketOrQuote(c, after);
        };
    }

    private int either(boolean two, int ofTwo, int ofOne) {
        return two ? token(ofTwo, 2) : token(ofOne, 1);
    }

    private int less(int after) throws FlakeException {
        int lookup = words.lookupPathLength(start);
        if (lookup > 0) {
            return token(ParserTables.T_LOOKUP_PATH, lookup);
        }
        return after == '|'
                ? pipe(ParserTables.T_PIPE_FROM)
                : either(after == '=', ParserTables.T_AT_MOST, ParserTables.T_LESS);
    }

    private int pipe(int token) throws FlakeException {
        if (!pipeOperators) {
            throw new FlakeException("experimental Nix feature 'pipe-operators' is disabled; add"
                            + " '--extra-experimental-features pipe-operators' to enable it")
                    .at(source.location(start));
        }
        return token(token, 2);
    }

    private int bracketOrQuote(int c, int after) {
        switch (c) {
            case '{' -> {
                push(EXPRESSION);
                return token(ParserTables.T_BRACE_OPEN, 1);
            }
            case '}' -> {
                depth = Math.max(0, depth - 1);
                return token(ParserTables.T_BRACE_CLOSE, 1);
            }
            case '"' -> {
                push(STRING);
                return token(ParserTables.T_QUOTE, 1);
            }
            case '$' -> {
                return after == '{' ? interpolation() : token(ParserTables.T_INVALID, 1);
            }
            case '\'' -> {
                return after == '\'' ? openIndentedString() : token(ParserTables.T_INVALID, 1);
            }
            default -> {
                return token(single(c), 1);
            }
        }
    }

    private static int single(int c) {
        return switch (c) {
            case ';' -> ParserTables.T_SEMICOLON;
            case ':' -> ParserTables.T_COLON;
            case ',' -> ParserTables.T_COMMA;
            case '(' -> ParserTables.T_PAREN_OPEN;
            case ')' -> ParserTables.T_PAREN_CLOSE;
            case '[' -> ParserTables.T_BRACKET_OPEN;
            case ']' -> ParserTables.T_BRACKET_CLOSE;
            case '?' -> ParserTables.T_QUESTION;
            case '@' -> ParserTables.T_AT;
            case '*' -> ParserTables.T_TIMES;
            default -> ParserTables.T_INVALID;
        };
    }

    private int interpolation() {
        push(EXPRESSION);
        return token(ParserTables.T_INTERPOLATION, 2);
    }

    private int openIndentedString() {
        int i = start + 2;
        while (atIs(i, ' ')) {
            i++;
        }
        push(IND_STRING);
        return token(ParserTables.T_IND_OPEN, atIs(i, '\n') ? i + 1 - start : 2);
    }

    private int inString() throws FlakeException {
        start = end;
        boolean plain = true;
        int i = start;
        while (i < bytes.length) {
            int c = bytes[i];
            if (c == '"' || (c == '$' && atIs(i + 1, '{'))) {
                break;
            }
            int length = stringStep(i, c);
            if (i + length > bytes.length) {
                break;
            }
            plain &= isPlain(c) && (length == 1 || isPlain(bytes[i + 1]));
            i += length;
        }
        if (i > start) {
            return stringPart(i, plain);
        }
        if (i >= bytes.length || bytes[i] == '\\') {
            return endOfFile();
        }
        if (bytes[i] == '"') {
            depth--;
            return token(ParserTables.T_QUOTE, 1);
        }
        return atIs(i + 1, '{') ? interpolation() : endOfFile();
    }

    private static boolean isPlain(int c) {
        return c != '\\' && c != '\r' && c != 0;
    }

    /** How many bytes are read as one at {@code i}; beyond the end if the text stops within an escape. */
    private int stringStep(int i, int c) {
        if (c == '\\') {
            return 2;
        }
        if (c != '$' || atIs(i + 1, '"')) {
            return 1;
        }
        return atIs(i + 1, '\\') ? 3 : 2;
    }

    private int stringPart(int to, boolean plain) throws FlakeException {
        if (plain) {
            value = Text.decode(bytes, start, to);
        } else {
            byte[] text = StringParts.unescape(bytes, start, to);
            StringParts.checkNoNul(source, start, text, 0, text.length);
            value = Text.decode(text);
        }
        return token(ParserTables.T_STRING, to - start);
    }

    private int inIndentedString() throws FlakeException {
        start = end;
        int i = start;
        while (i < bytes.length) {
            int c = bytes[i];
            if (c != '$' && c != '\'') {
                i++;
            } else if (i + 1 < bytes.length && bytes[i + 1] != '\'' && bytes[i + 1] != (c == '$' ? '{' : '$')) {
                i += 2;
            } else {
                break;
            }
        }
        if (i > start) {
            StringParts.checkNoNul(source, start, bytes, start, i);
            value = new IndentedString.Part(bytes, start, i, true);
            return token(ParserTables.T_IND_STRING, i - start);
        }
        return i < bytes.length ? indentedSpecial() : endOfFile();
    }

    private int indentedSpecial() throws FlakeException {
        if (bytes[start] == '$') {
            return atIs(start + 1, '{') ? interpolation() : indentedText(DOLLAR, 1);
        }
        if (!atIs(start + 1, '\'')) {
            return indentedText(QUOTE, 1);
        }
        int third = at(start + 2);
        if (third == '$' && start + 2 < bytes.length) {
            return indentedText(DOLLAR, 3);
        }
        if (third == '\'') {
            return indentedText(TWO_QUOTES, 3);
        }
        if (third == '\\' && start + 3 < bytes.length) {
            byte[] text = StringParts.unescape(bytes, start + 2, start + 4);
            StringParts.checkNoNul(source, start, text, 0, text.length);
            return indentedText(text, 4);
        }
        depth--;
        return token(ParserTables.T_IND_CLOSE, 2);
    }

    private int indentedText(byte[] text, int length) {
        value = new IndentedString.Part(text, 0, text.length, false);
        return token(ParserTables.T_IND_STRING, length);
    }

    private int inPath() throws FlakeException {
        int previous = start;
        start = end;
        if (atIs(start, '$') && atIs(start + 1, '{')) {
            modes[depth] = PATH;
            return interpolation();
        }
        int length = words.pathPartLength(start);
        if (length > 0) {
            modes[depth] = bytes[start + length - 1] == '/' ? PATH_AFTER_SLASH : PATH;
            value = Text.decode(bytes, start, start + length);
            return token(ParserTables.T_STRING, length);
        }
        if (modes[depth] == PATH_AFTER_SLASH) {
            int place = start < bytes.length ? start : previous;
            throw new FlakeException("path has a trailing slash").at(source.location(place));
        }
        depth--;
        return token(ParserTables.T_PATH_END, 0);
    }
}
