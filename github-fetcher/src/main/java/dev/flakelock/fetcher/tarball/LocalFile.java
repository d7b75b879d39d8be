package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.error.FlakeException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that a {@code file:} URL means. */
final class LocalFile {

    private static final String SCHEME = "file:";

    private LocalFile() {}

    /**
     * The file, if this is a {@code file:} URL.
     *
     * @throws FlakeException if there is no such file, in Nix's words
     */
    static Optional<Path> of(String url) throws FlakeException {
        if (!url.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String path = path(url);
        if (!path.startsWith("/")) {
            throw new FlakeException("tarball '" + url
                    + "' must use an absolute path. The 'file' scheme does not support relative paths.");
        }
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            throw new FlakeException("tarball \"" + path + "\" does not exist.");
        }
        if (Files.isDirectory(file)) {
            throw new FlakeException(
                    Files.exists(file.resolve(".git"))
                            ? "tarball \"" + path
                                    + "\" is a git repository, not a tarball. Please use `git+file` as the scheme."
                            : "tarball \"" + path + "\" is a directory, not a file.");
        }
        return Optional.of(file);
    }

    private static String path(String url) {
        String rest = url.substring(SCHEME.length()).replaceFirst("[?#].*$", "");
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        return decoded(rest);
    }

    private static String decoded(String path) {
        try {
            String text = URI.create(SCHEME + path).getSchemeSpecificPart();
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
