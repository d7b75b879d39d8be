package dev.flakelock.core.nix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
        // Bytes, as nothing compiles the calls of charAt in a short run.
        byte[] digits = text.replace("\n", "").getBytes(StandardCharsets.ISO_8859_1);
        short[] table = new short[size];
        int filled = 0;
        for (int i = 0; i < digits.length; i += 2) {
            int run = 1;
            if (digits[i] == '~') {
                run = (values[digits[i + 1]] << 6) | values[digits[i + 2]];
                i += 3;
            }
            short value = (short) ((values[digits[i]] << 6) | values[digits[i + 1]]);
            if (value != 0) {
                Arrays.fill(table, filled, filled + run, value);
            }
            filled += run;
        }
        return table;
    }
}
