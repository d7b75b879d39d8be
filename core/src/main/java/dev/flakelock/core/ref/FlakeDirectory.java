package dev.flakelock.core.ref;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The local directory that a path on the command line means: the one with a {@code flake.nix} at or above it, and the
 * git work tree that it is in.
 *
 * @param directory the directory, absolute and without symbolic links
 * @param repository the root of the work tree, at or above the directory, or null if it is in none
 */
record FlakeDirectory(String directory, @Nullable String repository) {

    private static final String FLAKE = "flake.nix";

    /**
     * Looks for the directory.
     *
     * @param path an absolute path without symbolic links
     * @throws FlakeException if there is nothing at the path, or no flake at or above it
     */
    static FlakeDirectory find(String path, RefContext context) throws FlakeException {
        String directory = directoryAt(path, context);
        if (!context.allowMissing() && !exists(directory, FLAKE)) {
            context.notices()
                    .accept("path " + LocalPaths.quote(directory) + " does not contain a 'flake.nix', searching up");
            directory = searchUp(directory);
        }
        return new FlakeDirectory(directory, repositoryOf(directory));
    }

    /** The path of the directory below the root of the work tree; empty for the root, or without a work tree. */
    String subdir() {
        if (repository == null || repository.length() >= directory.length()) {
            return "";
        }
        return directory.substring(repository.length() + 1);
    }

    /** Whether the work tree has only a part of its history. */
    boolean isShallow() throws FlakeException {
        return repository != null && exists(repository, ".git/shallow");
    }

    private static String directoryAt(String path, RefContext context) throws FlakeException {
        if (attributes(path).isDirectory()) {
            return path;
        }
        if (!path.endsWith("/" + FLAKE)) {
            throw new FlakeException(
                    "path " + LocalPaths.quote(path) + " is not a flake (because it's not a directory)");
        }
        String parent = parent(path);
        context.warnings()
                .accept("Path " + LocalPaths.quote(path)
                        + " should point at the directory containing the 'flake.nix' file, not the file itself."
                        + " Pretending that you meant " + LocalPaths.quote(parent));
        return parent;
    }

    /** The root directory is never looked at. */
    private static String searchUp(String start) throws FlakeException {
        Object device = device(start);
        for (String directory = start; !directory.equals("/"); directory = parent(directory)) {
            if (exists(directory, FLAKE)) {
                return directory;
            } else if (exists(directory, ".git")) {
                throw new FlakeException("path " + LocalPaths.quote(directory)
                        + " is not part of a flake (neither it nor its parent directories contain a 'flake.nix' file)");
            } else if (!device.equals(device(directory))) {
                throw new FlakeException("unable to find a flake before encountering filesystem boundary at "
                        + LocalPaths.quote(directory));
            }
        }
        throw new FlakeException("could not find a flake.nix file");
    }

    private static @Nullable String repositoryOf(String start) throws FlakeException {
        for (String directory = start; !directory.equals("/"); directory = parent(directory)) {
            if (exists(directory, ".git")) {
                return directory;
            }
        }
        return null;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static boolean exists(String directory, String name) throws FlakeException {
        return Files.exists(LocalPaths.file(directory).resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static BasicFileAttributes attributes(String path) throws FlakeException {
        try {
            return Files.readAttributes(LocalPaths.file(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new FlakeException("getting status of " + LocalPaths.quote(path) + ": " + LocalPaths.reason(e), e);
        }
    }

    /** What tells file systems apart: the device number where there is one. */
    private static Object device(String path) throws FlakeException {
        Path file = LocalPaths.file(path);
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS);
            }
            return Files.getFileStore(file);
        } catch (IOException e) {
            throw new FlakeException("getting status of " + LocalPaths.quote(path) + ": " + LocalPaths.reason(e), e);
        }
    }
}
