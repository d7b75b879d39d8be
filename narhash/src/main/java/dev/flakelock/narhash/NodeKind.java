package dev.flakelock.narhash;

/** What a path of a tree is. */
public enum NodeKind {
    /** A regular file, executable or not. */
    REGULAR,
    /** A directory. */
    DIRECTORY,
    /** A symlink, wherever it points. */
    SYMLINK
}
