package dev.flakelock.narhash;

/**
 * Which part of a directory tree counts. With a filter a directory exists only when something below it is included (the
 * root always does), as in git work trees.
 */
@FunctionalInterface
public interface TreeFilter {
    /** Whether the regular file or symlink at this path is part of the tree. */
    boolean includes(EntryPath path);

    /** Whether the directory at this path can have included nodes; false saves reading it. */
    default boolean enters(EntryPath path) {
        return true;
    }
}
