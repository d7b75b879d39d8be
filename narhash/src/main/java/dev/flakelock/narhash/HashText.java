package dev.flakelock.narhash;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads and writes the text forms of a hash, with Nix's rules and messages. */
final class HashText {
    private HashText() {}

    static Hash parseSri(String text) throws HashFormatException {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new HashFormatException("hash '" + text + "' is not SRI");
        }
        return sri(HashAlgorithm.parse(text.substring(0, dash)), text.substring(dash + 1));
    }

    static Hash parse(String text, @Nullable HashAlgorithm expected) throws HashFormatException {
        int colon = text.indexOf(':');
        int separator = colon >= 0 ? colon : text.indexOf('-');
        if (separator < 0) {
            if (expected == null) {
                throw new HashFormatException(
                        "hash '" + text + "' does not include a type, nor is the type otherwise known from context");
            }
            return bare(expected, text);
        }
        HashAlgorithm named = HashAlgorithm.parse(text.substring(0, separator));
        if (expected != null && named != expected) {
            throw new HashFormatException("hash '" + text + "' should have type '" + expected.nixName() + "'");
        }
        String rest = text.substring(separator + 1);
        return colon >= 0 ? bare(named, rest) : sri(named, rest);
    }

    static String base16(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static Hash sri(HashAlgorithm algorithm, String text) throws HashFormatException {
        return sized(algorithm, "SRI", text, decodeBase64(text));
    }

    /** The format follows from the length: no two formats of one algorithm have the same. */
    private static Hash bare(HashAlgorithm algorithm, String text) throws HashFormatException {
        int size = algorithm.size();
        int length = text.length();
        if (length == size * 2) {
            return sized(algorithm, "base16", text, decodeBase16(text));
        }
        if (length == Nix32.length(size)) {
            return sized(algorithm, "nix32", text, Nix32.decode(text));
        }
        if (length == (size + 2) / 3 * 4) {
            return sized(algorithm, "Base64", text, decodeBase64(text));
        }
        throw new HashFormatException(
                "hash '" + text + "' has wrong length for hash algorithm '" + algorithm.nixName() + "'");
    }

    private static Hash sized(HashAlgorithm algorithm, String format, String text, byte[] digest)
            throws HashFormatException {
        if (digest.length != algorithm.size()) {
            throw new HashFormatException("invalid " + format + " hash '" + text + "', length " + digest.length
                    + " != expected length " + algorithm.size());
        }
        return Hash.of(algorithm, digest);
    }

    /** The bytes, or none at all when a character is no digit: Nix reports such a text by its length 0. */
    private static byte[] decodeBase16(String text) {
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            char high = text.charAt(2 * i);
            char low = text.charAt(2 * i + 1);
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return new byte[0];
            }
            bytes[i] = (byte) ((HexFormat.fromHexDigit(high) << 4) | HexFormat.fromHexDigit(low));
        }
        return bytes;
    }

    /**
     * Nix's lenient base-64: ends at the first {@code =}, skips line feeds, drops unused bits; a foreign character
     * spoils the whole text (no bytes).
     */
    private static byte[] decodeBase64(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            if (text.charAt(i) == '\n') {
                continue;
            }
            int digit = base64Digit(text.charAt(i));
            if (digit < 0) {
                return new byte[0];
            }
            buffer = ((buffer << 6) | digit) & 0xffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes.write((buffer >> bits) & 0xff);
            }
        }
        return bytes.toByteArray();
    }

    private static int base64Digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
