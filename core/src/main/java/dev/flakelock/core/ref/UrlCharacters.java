package dev.flakelock.core.ref;

import java.util.function.IntPredicate;

/** The sets of characters of RFC 3986, as far as Nix accepts them in the parts of a URL. */
final class UrlCharacters {

    private static final String SUB_DELIMITERS = "!$&'()*+,;=";

    private UrlCharacters() {}

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isScheme(int c) {
        return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
    }

    static boolean isUnreserved(int c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    static boolean isHostName(int c) {
        return isUnreserved(c) || SUB_DELIMITERS.indexOf(c) >= 0;
    }

    static boolean isUserInfo(int c) {
        return isHostName(c) || c == ':';
    }

    static boolean isPath(int c) {
        return isUserInfo(c) || c == '@' || c == '/';
    }

    static boolean isQuery(int c) {
        return isPath(c) || c == '?' || c == '[' || c == ']';
    }

    static boolean isFragment(int c) {
        return isPath(c) || c == '?' || c == '#';
    }

    /** What a fragment may hold behind a flake id, escapes aside; more than in a URL. */
    static boolean isIdFragment(int c) {
        return isPath(c) || c == '?' || c == '"' || c == ' ' || c == '^';
    }

    /** Whether a percent sign and two hexadecimal digits stand at this index. */
    static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && isHexDigit(text.charAt(at + 1))
                && isHexDigit(text.charAt(at + 2));
    }

    /** The index of the first character that is neither of this set nor part of an escape, or the length. */
    static int firstOther(String text, IntPredicate set) {
        int i = 0;
        while (i < text.length()) {
            if (isEscape(text, i)) {
                i += 3;
            } else if (set.test(text.charAt(i))) {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }
}
