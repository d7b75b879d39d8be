package dev.flakelock.narhash;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Hashes what lies at a path of the file system: a directory with everything below it, a regular file, or a symlink.
 *
 * <p>Only the owner's execute bit of regular files counts; without POSIX permissions no file is executable. Symlinks are
 * not followed. A FIFO, socket or device is an error ({@code file 'PATH' has an unsupported type}), a name that Java
 * cannot hand over byte for byte as well. Immutable and thread-safe.
 */
public final class DirectoryHasher {
    private final KeepRule keep;
    private final TreeLimits limits;
    private final @Nullable TreeFilter filter;
    private final boolean caseHack;

    /** Keeps the flake files, hashes everything, takes names as they are. */
    public DirectoryHasher() {
        this(KeepRule.flakeFiles(), TreeLimits.DEFAULT, null, false);
    }

    private DirectoryHasher(KeepRule keep, TreeLimits limits, @Nullable TreeFilter filter, boolean caseHack) {
        this.keep = keep;
        this.limits = limits;
        this.filter = filter;
        this.caseHack = caseHack;
    }

    /** The same with another rule about what is kept. */
    public DirectoryHasher keeping(KeepRule rule) {
        return new DirectoryHasher(rule, limits, filter, caseHack);
    }

    /** The same with other limits. */
    public DirectoryHasher within(TreeLimits treeLimits) {
        return new DirectoryHasher(keep, treeLimits, filter, caseHack);
    }

    /** The same for the included part of a tree only. */
    public DirectoryHasher filteredBy(TreeFilter treeFilter) {
        return new DirectoryHasher(keep, limits, treeFilter, caseHack);
    }

    /** The same with Nix's setting {@code use-case-hack}: names end before {@code ~nix~case~hack~}. */
    public DirectoryHasher withCaseHack(boolean useCaseHack) {
        return new DirectoryHasher(keep, limits, filter, useCaseHack);
    }

    /**
     * Hashes the tree at the path.
     *
     * @throws MissingPathException when nothing is there
     * @throws NarException when the tree cannot be a NAR
     * @throws IOException when reading fails
     */
    public HashedTree hash(Path root) throws IOException {
        return hash(root, null);
    }

    /**
     * Hashes the tree at the path and hands its NAR on, for whoever wants another hash of it.
     *
     * @throws MissingPathException when nothing is there
     * @throws NarException when the tree cannot be a NAR
     * @throws IOException when reading fails, or when the sink does
     */
    public HashedTree hash(Path root, @Nullable ByteSink copy) throws IOException {
        TreeHasher tree = new TreeHasher(keep, limits, root.toString(), copy);
        new DirectoryWalk(tree, filter, caseHack).walk(root);
        return tree.finish();
    }
}
