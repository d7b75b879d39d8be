package dev.flakelock.core.fetch;

import dev.flakelock.core.error.FlakeException;
import java.util.Optional;

/**
 * Read access to the few files of a fetched tree that decide about a lock. Thread-safe.
 *
 * <p>Paths are relative to the root of the tree, with {@code /} between the components, no leading or trailing
 * {@code /}, and neither {@code .} nor {@code ..} in them; the root is the empty string. No symbolic link is followed
 * by any method, neither at the end nor on the way; see {@link LinkResolver}.
 */
public interface SourceTree {

    /** What can stand at a path. */
    enum Kind {
        /** A file. */
        REGULAR,
        /** A directory. */
        DIRECTORY,
        /** A symbolic link. */
        SYMLINK
    }

    /**
     * What stands at this path; nothing if the tree has no such path.
     *
     * @throws FlakeException if the tree cannot be read
     */
    Optional<Kind> kind(String path) throws FlakeException;

    /**
     * The contents of a regular file.
     *
     * @throws FlakeException if there is no regular file there, or the tree cannot be read
     */
    byte[] read(String path) throws FlakeException;

    /**
     * The target of a symbolic link, as it is.
     *
     * @throws FlakeException if there is no symbolic link there, or the tree cannot be read
     */
    String linkTarget(String path) throws FlakeException;

    /**
     * A path as Nix shows it to users, for example {@code /nix/store/…-source/flake.nix}, or the real path for a git
     * work tree.
     */
    String show(String path);

    /** The error for a path that is not there, in the words that Nix has for this sort of tree. */
    default FlakeException missing(String path) {
        return new FlakeException("path '" + show(path) + "' does not exist");
    }
}
