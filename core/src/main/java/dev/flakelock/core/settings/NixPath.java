package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths as Nix reads them from settings and shows them in messages. */
final class NixPath {

    private NixPath() {}

    /** The path without {@code .}, {@code ..} and double slashes; symbolic links are not looked at. */
    static Path canonical(String text) throws FlakeException {
        Path path = parse(text);
        if (path == null || !path.isAbsolute()) {
            throw new FlakeException("not an absolute path: " + quoted(text));
        }
        return path.normalize();
    }

    /** The path, or null if the file system cannot have one of this name (it holds a NUL, for example). */
    static @Nullable Path parse(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException unrepresentable) {
            return null;
        }
    }

    /** The path in double quotes; those in it are not escaped. */
    static String quoted(String path) {
        return '"' + path + '"';
    }
}
