package dev.flakelock.cli.console;

/**
 * Takes out of a text what would do more to a terminal than show text. Names of branches, messages of servers and
 * contents of files get into what is said, and none of them may move the cursor, set the title of the window or answer
 * for the user.
 */
final class TerminalGuard {

    private static final char ESCAPE = '\u001b';

    private TerminalGuard() {}

    /**
     * The text with nothing but printable characters, tabs, line feeds and sequences for colours and weights ({@code ESC
     * [ … m}).
     */
    static String harmless(String text) {
        int first = firstControl(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        out.append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int end = text.charAt(i) == ESCAPE ? endOfColour(text, i) : i;
            if (end > i) {
                out.append(text, i, end);
                i = end;
            } else {
                if (!isControl(text.charAt(i))) {
                    out.append(text.charAt(i));
                }
                i++;
            }
        }
        return out.toString();
    }

    private static int firstControl(String text) {
        int i = 0;
        while (i < text.length() && !isControl(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Those of both ASCII and ISO 8859, which include one-character forms of escape sequences. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    /** The end of the sequence that begins here, if it is one for colours; else where it begins. */
    private static int endOfColour(String text, int start) {
        int i = start + 1;
        if (i >= text.length() || text.charAt(i) != '[') {
            return start;
        }
        do {
            i++;
        } while (i < text.length() && (Character.digit(text.charAt(i), 10) >= 0 || text.charAt(i) == ';'));
        return i < text.length() && text.charAt(i) == 'm' ? i + 1 : start;
    }
}
