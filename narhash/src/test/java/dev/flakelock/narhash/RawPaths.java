package dev.flakelock.narhash;

import java.net.URI;
import java.nio.file.Path;

/** Paths whose names are arbitrary bytes. */
final class RawPaths {
    private RawPaths() {}

    static Path resolve(Path directory, byte[] name) {
        StringBuilder uri = new StringBuilder(directory.toUri().toString());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        return Path.of(URI.create(uri.append(escaped(name)).toString()));
    }

    /** A path for the target of a symlink: relative or absolute, slashes and all; ASCII targets stay as they are. */
    static Path relative(byte[] target) {
        String text = new String(target, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.chars().allMatch(c -> c < 0x80)) {
            return Path.of(text);
        }
        return Path.of("/").relativize(Path.of(URI.create("file:///" + escaped(target))));
    }

    private static String escaped(byte[] name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : name) {
            escaped.append(String.format("%%%02x", b & 0xff));
        }
        return escaped.toString();
    }
}
