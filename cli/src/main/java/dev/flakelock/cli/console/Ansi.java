package dev.flakelock.cli.console;

import java.util.regex.Pattern;

/** The escape sequences that Nix uses. */
public final class Ansi {

    /** Bold. */
    public static final String BOLD = "\u001b[1m";

    /** Bold magenta, for warnings. */
    static final String MAGENTA = "\u001b[35;1m";

    /** Back to normal. */
    public static final String RESET = "\u001b[0m";

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    private Ansi() {}

    /** A text without escape sequences. */
    public static String strip(String text) {
        return text.indexOf('\u001b') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
    }
}
