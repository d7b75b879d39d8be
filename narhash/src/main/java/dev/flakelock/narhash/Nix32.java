package dev.flakelock.narhash;

import java.util.Arrays;

/** Nix's base-32: its own alphabet, least significant five bits last, read from the end of the bytes. */
final class Nix32 {
    private static final String ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";

    private Nix32() {}

    static int length(int size) {
        return (size * 8 + 4) / 5;
    }

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int n = length(bytes.length) - 1; n >= 0; n--) {
            int bit = n * 5;
            int low = (bytes[bit / 8] & 0xff) >> (bit % 8);
            int high = bit / 8 + 1 < bytes.length ? (bytes[bit / 8 + 1] & 0xff) << (8 - bit % 8) : 0;
            text.append(ALPHABET.charAt((low | high) & 31));
        }
        return text.toString();
    }

    /**
     * The bytes of the text: one more than it has room for when bits overflow, none when a character is foreign, which
     * is how Nix reports both.
     */
    static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        for (int n = 0; n < text.length(); n++) {
            int digit = ALPHABET.indexOf(text.charAt(text.length() - 1 - n));
            if (digit < 0) {
                return new byte[0];
            }
            int at = n * 5 / 8;
            int shifted = digit << (n * 5 % 8);
            if (at < bytes.length) {
                bytes[at] |= (byte) shifted;
            }
            int carry = at < bytes.length ? shifted >> 8 : shifted;
            if (carry != 0) {
                if (at + 1 >= bytes.length) {
                    return Arrays.copyOf(bytes, bytes.length + 1);
                }
                bytes[at + 1] |= (byte) carry;
            }
        }
        return bytes;
    }
}
