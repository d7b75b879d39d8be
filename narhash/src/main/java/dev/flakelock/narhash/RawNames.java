package dev.flakelock.narhash;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The bytes of file names and symlink targets. Java decodes them with the platform's encoding, which loses what does
 * not decode; the URI of a path has them untouched.
 */
public final class RawNames {
    private static final Path BASE = Path.of("/b");
    private static final int BASE_LENGTH = "/b/".length();

    private RawNames() {}

    /** The bytes of the path's last name. */
    public static byte[] name(Path path) {
        String text = String.valueOf(path.getFileName());
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        String uri = path.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return decode(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
    }

    /** The bytes of a symlink's target as {@code readSymbolicLink} gave it. */
    public static byte[] target(Path target) {
        String text = target.toString();
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        boolean absolute = target.isAbsolute();
        String uri = (absolute ? target : BASE.resolve(target)).toUri().getRawPath();
        boolean slashAdded = uri.endsWith("/") && !text.endsWith("/");
        return decode(uri.substring(absolute ? 0 : BASE_LENGTH, uri.length() - (slashAdded ? 1 : 0)));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] decode(String uri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(uri, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
