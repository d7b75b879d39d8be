package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository is.
 *
 * @param url the URL as git is given it: without {@code dir}, and without any parameter if it is a file URL
 * @param directory the directory of a file URL, or null for all others
 */
record GitLocation(String url, @Nullable Path directory) {

    private static final String FILE = "file:";

    /**
     * The place that the attribute {@code url} of an input names.
     *
     * @param currentDirectory what relative file URLs count from
     */
    static GitLocation of(String url, Path currentDirectory) throws FlakeException {
        int question = url.indexOf('?');
        String base = question < 0 ? url : url.substring(0, question);
        if (base.startsWith(FILE)) {
            String path = base.substring(FILE.length());
            boolean authority = path.startsWith("//");
            String raw =
                    authority ? path.substring(path.indexOf('/', 2) < 0 ? path.length() : path.indexOf('/', 2)) : path;
            return new GitLocation(base, directory(raw.isEmpty() ? "/" : raw, currentDirectory));
        }
        return new GitLocation(question < 0 ? url : base + withoutDir(url.substring(question + 1)), null);
    }

    /** The file URL of a directory. */
    static String fileUrl(Path directory) {
        return "file://" + withoutSlash(directory.toUri().getRawPath());
    }

    /** Whether the directory is the root of a work tree. */
    boolean isWorkTree() {
        return directory != null && LocalRepository.isWorkTree(directory);
    }

    /** Whether it is a file URL with nothing there. */
    boolean isMissing() {
        return directory != null && !Files.exists(directory);
    }

    private static Path directory(String rawPath, Path currentDirectory) throws FlakeException {
        try {
            String base = rawPath.startsWith("/")
                    ? ""
                    : withoutSlash(currentDirectory.toUri().getRawPath()) + "/";
            return Path.of(new URI("file://" + base + rawPath)).normalize();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return literal(rawPath, currentDirectory, e);
        }
    }

    /** Characters that Java's URIs do not allow but git's URLs do. */
    private static Path literal(String rawPath, Path currentDirectory, Exception cause) throws FlakeException {
        try {
            return currentDirectory.resolve(rawPath).normalize();
        } catch (InvalidPathException e) {
            e.addSuppressed(cause);
            throw new FlakeException("'" + rawPath + "' is not a path", e);
        }
    }

    private static String withoutDir(String query) {
        String rest = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.equals("dir") && !parameter.startsWith("dir="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
