package dev.flakelock.fetcher.git;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths of the file system from the bytes that git has for them, whatever the platform's encoding. */
final class RawPaths {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~";

    private RawPaths() {}

    /** The path below a directory; {@code below} is relative, with {@code /} between its components. */
    static Path resolve(Path directory, byte[] below) {
        String text = new String(below, StandardCharsets.UTF_8);
        if (isAscii(below)) {
            return directory.resolve(text);
        }
        String base = directory.toUri().getRawPath();
        StringBuilder uri = new StringBuilder("file://").append(base);
        if (!base.endsWith("/")) {
            uri.append('/');
        }
        for (byte b : below) {
            char c = (char) (b & 0xff);
            if (UNRESERVED.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append(String.format("%%%02X", (int) c));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
