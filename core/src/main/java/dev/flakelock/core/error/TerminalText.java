package dev.flakelock.core.error;

import java.util.regex.Pattern;

/** Makes text from files and servers fit to be shown on a terminal, as Nix does it. */
final class TerminalText {

    private static final Pattern ESCAPES =
            Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]?|\\][^\u001b\u0007]*(?:\u001b\\\\?|\u0007)?|[@-_])?");

    private static final int TAB = 8;

    private TerminalText() {}

    /** The text without escape sequences, which could change more than what is shown. */
    static String withoutEscapes(String text) {
        return text.indexOf('\u001b') < 0 ? text : ESCAPES.matcher(text).replaceAll("");
    }

    /**
     * The text with spaces for tabs, without carriage returns and bells. Columns are counted from the start of the whole
     * text, not of the line: this is what Nix does.
     */
    static String expandTabs(String text) {
        if (text.indexOf('\t') < 0 && text.indexOf('\r') < 0 && text.indexOf('\u0007') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '\u001b') {
                int end = text.indexOf('m', i);
                out.append(text, i, end < 0 ? i : end + 1);
                i = end < 0 ? i + 1 : end + 1;
                continue;
            }
            i += Character.charCount(c);
            if (c == '\t') {
                int spaces = TAB - width % TAB;
                out.append(" ".repeat(spaces));
                width += spaces;
            } else if (c != '\r' && c != '\u0007') {
                out.appendCodePoint(c);
                width += width(c);
            }
        }
        return out.toString();
    }

    private static int width(int c) {
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            return 0;
        }
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The blocks of East Asian scripts and of pictures. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F900 && c <= 0x1F9FF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
