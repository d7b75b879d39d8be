package dev.flakelock.core.ref;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as Nix does it: of UTF-8 bytes, with upper-case digits, leaving only unreserved characters as they
 * are.
 *
 * <p>Bytes that are no UTF-8 cannot stand in a Java string; while a URL is handled, each of them is kept as an unpaired
 * surrogate from U+DC80 to U+DCFF, so that printing gives the same bytes back.
 */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";
    private static final int BYTE_SURROGATES = 0xDC00;

    private PercentEncoding() {}

    /** Encodes all but letters, digits, {@code - . _ ~} and the characters to keep. */
    static String encode(String text, String keep) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80 && (UrlCharacters.isUnreserved(c) || keep.indexOf(c) >= 0)) {
                out.append((char) c);
            } else {
                appendEncoded(out, c);
            }
        });
        return out.toString();
    }

    private static void appendEncoded(StringBuilder out, int codePoint) {
        if (isByte(codePoint)) {
            appendEncoded(out, (byte) codePoint);
            return;
        }
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            appendEncoded(out, b);
        }
    }

    private static void appendEncoded(StringBuilder out, byte b) {
        out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
    }

    /**
     * Decodes every escape.
     *
     * @throws BadUrlException for a percent sign without two digits behind it
     */
    static String decode(String text) throws BadUrlException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int plain = 0;
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', plain)) {
            bytes.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
            bytes.write(escapedByte(text, i));
            plain = i + 3;
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return toText(bytes.toByteArray());
    }

    private static int escapedByte(String text, int at) throws BadUrlException {
        if (at + 3 > text.length()) {
            throw new BadUrlException("invalid URI parameter '" + text + "': incomplete pct-encoding");
        }
        if (!UrlCharacters.isEscape(text, at)) {
            throw new BadUrlException("invalid URI parameter '" + text + "': bad hexdig in pct-encoding");
        }
        return Integer.parseInt(text, at + 1, at + 3, 16);
    }

    private static String toText(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        for (CoderResult result = decoder.decode(in, out, true);
                result.isMalformed();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (BYTE_SURROGATES + (in.get() & 0xff)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /** Whether the text can be written as UTF-8, which one with bytes that are no UTF-8 cannot. */
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static boolean isByte(int codePoint) {
        return codePoint >= BYTE_SURROGATES + 0x80 && codePoint <= BYTE_SURROGATES + 0xff;
    }
}
