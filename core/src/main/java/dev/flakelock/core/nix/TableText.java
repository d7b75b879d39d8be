package dev.flakelock.core.nix;

/** Reads the parser's tables from text, as a class file holds text but no arrays. */
final class TableText {

    /** The digits of base 64, two for each number; {@code ~} and a count go before a number that repeats. */
    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    private TableText() {}

    static short[] decode(int size, String text) {
        byte[] values = new byte[128];
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        String digits = text.replace("\n", "");
        short[] table = new short[size];
        int filled = 0;
        for (int i = 0; i < digits.length(); i += 2) {
            int run = 1;
            if (digits.charAt(i) == '~') {
                run = (values[digits.charAt(i + 1)] << 6) | values[digits.charAt(i + 2)];
                i += 3;
            }
            short value = (short) ((values[digits.charAt(i)] << 6) | values[digits.charAt(i + 1)]);
            while (run-- > 0) {
                table[filled++] = value;
            }
        }
        return table;
    }
}
