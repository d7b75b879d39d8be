package dev.flakelock.cli.console;

import java.util.regex.Pattern;

/** The escape sequences for colours, those of Nix first. */
public final class Ansi {

    /** Bold. */
    public static final String BOLD = "\u001b[1m";

    /** Bold green, for what is new. */
    public static final String GREEN = "\u001b[32;1m";

    /** Bold red, for what is gone. */
    public static final String RED = "\u001b[31;1m";

    /** Yellow, for what may be a mistake. */
    public static final String YELLOW = "\u001b[33m";

    /** Cyan, for what leads elsewhere. */
    public static final String CYAN = "\u001b[36m";

    /** Faint, for what matters less. */
    public static final String FAINT = "\u001b[2m";

    /** Bold magenta, for warnings. */
    static final String MAGENTA = "\u001b[35;1m";

    /** Back to normal. */
    public static final String RESET = "\u001b[0m";

    /** Clears what is right of the cursor. */
    static final String ERASE_LINE = "\u001b[K";

    /** Clears everything from the cursor on. */
    static final String ERASE_BELOW = "\u001b[J";

    /** Lets long lines end at the edge. */
    static final String NO_WRAP = "\u001b[?7l";

    /** Lets long lines go on below, as usual. */
    static final String WRAP = "\u001b[?7h";

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    private Ansi() {}

    /** Moves the cursor up so many lines. */
    static String up(int lines) {
        return lines == 0 ? "" : "\u001b[" + lines + "A";
    }

    /** A text without escape sequences. */
    public static String strip(String text) {
        return text.indexOf('\u001b') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
    }
}
