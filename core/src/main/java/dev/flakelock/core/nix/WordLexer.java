package dev.flakelock.core.nix;

import static dev.flakelock.core.nix.CharClass.DIGIT;
import static dev.flakelock.core.nix.CharClass.PATH;
import static dev.flakelock.core.nix.CharClass.SCHEME;
import static dev.flakelock.core.nix.CharClass.URL;
import static dev.flakelock.core.nix.CharClass.is;

import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Measures the tokens of more than a few bytes. The length of a token that is not there is 0.
 *
 * <p>Where a path could begin, the text must be read ahead up to the slash that makes it one. How far a run of such
 * bytes reaches is remembered, or {@code a.a.a…} would take quadratic time.
 */
final class WordLexer {

    private static final byte[][] KEYWORDS = {
        bytes("if"), bytes("then"), bytes("else"), bytes("assert"), bytes("with"),
        bytes("let"), bytes("in"), bytes("rec"), bytes("inherit"), bytes("or")
    };
    private static final int[] KEYWORD_TOKENS = {
        ParserTables.T_IF, ParserTables.T_THEN, ParserTables.T_ELSE, ParserTables.T_ASSERT, ParserTables.T_WITH,
        ParserTables.T_LET, ParserTables.T_IN, ParserTables.T_REC, ParserTables.T_INHERIT, ParserTables.T_OR_KEYWORD
    };

    private final SourceText source;
    private final byte[] bytes;
    private int pathRunEnd;
    private int schemeRunEnd;

    WordLexer(SourceText source) {
        this.source = source;
        this.bytes = source.bytes();
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    private int run(int from, int charClass) {
        int i = from;
        while (i < bytes.length && is(bytes[i], charClass)) {
            i++;
        }
        return i;
    }

    private int pathRun(int from) {
        if (from >= pathRunEnd) {
            pathRunEnd = run(from, PATH);
        }
        return pathRunEnd;
    }

    private boolean atIs(int offset, int c) {
        return offset < bytes.length && bytes[offset] == c;
    }

    /** A keyword's token, or that of an identifier. */
    int keyword(int from, int to) {
        if (to - from <= 7) {
            for (int i = 0; i < KEYWORDS.length; i++) {
                byte[] keyword = KEYWORDS[i];
                if (keyword[0] == bytes[from]
                        && keyword.length == to - from
                        && Arrays.equals(keyword, 0, keyword.length, bytes, from, to)) {
                    return KEYWORD_TOKENS[i];
                }
            }
        }
        return ParserTables.T_ID;
    }

    /** A path, a home path, or the start of either before an interpolation. */
    int pathLength(int from) {
        int first = atIs(from, '~') ? from + 1 : pathRun(from);
        int end = segments(first);
        if (end > first) {
            return end - from;
        }
        boolean interpolated = atIs(first, '/') && atIs(first + 1, '$') && atIs(first + 2, '{');
        return interpolated ? first + 1 - from : 0;
    }

    /** After one or more segments that each begin with a slash, and a slash at the end; {@code from} for none. */
    private int segments(int from) {
        int end = from;
        while (atIs(end, '/')) {
            int segment = run(end + 1, PATH);
            if (segment == end + 1) {
                return end > from ? end + 1 : from;
            }
            end = segment;
        }
        return end;
    }

    /** What continues a path: segments, a segment and a slash, or a part of a segment. */
    int pathPartLength(int from) {
        int first = run(from, PATH);
        int end = segments(first);
        if (end == first && atIs(first, '/')) {
            end = first + 1;
        }
        return end - from;
    }

    int lookupPathLength(int from) {
        int end = run(from + 1, PATH);
        if (end == from + 1) {
            return 0;
        }
        while (atIs(end, '/')) {
            int segment = run(end + 1, PATH);
            if (segment == end + 1) {
                return 0;
            }
            end = segment;
        }
        return atIs(end, '>') ? end + 1 - from : 0;
    }

    int urlLength(int from) {
        if (from >= schemeRunEnd) {
            schemeRunEnd = run(from, SCHEME);
        }
        if (!atIs(schemeRunEnd, ':')) {
            return 0;
        }
        int end = run(schemeRunEnd + 1, URL);
        return end > schemeRunEnd + 1 ? end - from : 0;
    }

    int integerLength(int from) {
        return run(from, DIGIT) - from;
    }

    int floatLength(int from) {
        int digits = run(from, DIGIT);
        if (!atIs(digits, '.')) {
            return 0;
        }
        int end = run(digits + 1, DIGIT);
        boolean leading = digits > from && bytes[from] != '0';
        boolean bare = (digits == from || (digits == from + 1 && bytes[from] == '0')) && end > digits + 1;
        return leading || bare ? exponentEnd(end) - from : 0;
    }

    private int exponentEnd(int from) {
        if (!atIs(from, 'e') && !atIs(from, 'E')) {
            return from;
        }
        int digits = atIs(from + 1, '+') || atIs(from + 1, '-') ? from + 2 : from + 1;
        int end = run(digits, DIGIT);
        return end > digits ? end : from;
    }

    Long integerValue(int from, int to) throws FlakeException {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw invalid("integer", from, to);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** A value that is not zero but too small for full precision is refused, as one that is too large. */
    Double floatValue(int from, int to) throws FlakeException {
        String text = Text.decode(bytes, from, to);
        double value = Double.parseDouble(text);
        boolean zero = text.split("[eE]")[0].chars().allMatch(c -> c == '0' || c == '.');
        if (Double.isInfinite(value) || (value < Double.MIN_NORMAL && !zero)) {
            throw invalid("float", from, to);
        }
        return value;
    }

    private FlakeException invalid(String what, int from, int to) {
        return new FlakeException("invalid " + what + " '" + Text.decode(bytes, from, to) + "'")
                .at(source.location(from));
    }

    /** After the comment that begins here, or -1 if it does not end. */
    int afterBlockComment(int from) {
        for (int i = from + 2; i + 1 < bytes.length; i++) {
            if (bytes[i] == '*' && bytes[i + 1] == '/') {
                return i + 2;
            }
        }
        return -1;
    }
}
