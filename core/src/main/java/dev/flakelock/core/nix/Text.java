package dev.flakelock.core.nix;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Strings of the language are bytes; here they are Java strings of the same order and identity. Bytes that are not
 * UTF-8 become the lone surrogates U+DC80 to U+DCFF, so that different bytes stay different strings.
 */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    static byte[] encode(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : plain) {
            // What lone surrogates become.
            if (b == '?') {
                return encodeLossless(text);
            }
        }
        return plain;
    }

    private static byte[] encodeLossless(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (c >= 0xDC80 && c <= 0xDCFF) {
                out.write(c - 0xDC00);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    private static String decodeUtf8(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeLossless(bytes, from, to);
    }

    private static String decodeLossless(byte[] bytes, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int length = sequenceLength(bytes[i] & 0xFF);
            String character = i + length <= to ? new String(bytes, i, length, StandardCharsets.UTF_8) : "";
            if (character.codePointCount(0, character.length()) == 1
                    && character.getBytes(StandardCharsets.UTF_8).length == length
                    && (character.charAt(0) != REPLACEMENT || (length == 3 && bytes[i] == (byte) 0xEF))) {
                out.append(character);
                i += length;
            } else {
                out.append((char) (0xDC00 + (bytes[i] & 0xFF)));
                i++;
            }
        }
        return out.toString();
    }

    private static int sequenceLength(int lead) {
        if (lead < 0xC2) {
            return 1;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
}
