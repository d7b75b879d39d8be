package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff;
import dev.flakelock.core.ref.FlakeRef;

/**
 * A flake and its lock file. The hash of the flake's own tree is computed when it is asked for; everything else is
 * immutable.
 */
public final class LockedFlake {

    private final LoadedFlake top;
    private final LockFile before;
    private final LockFile after;

    LockedFlake(LoadedFlake top, LockFile before, LockFile after) {
        this.top = top;
        this.before = before;
        this.after = after;
    }

    /** The reference that was asked for. */
    public FlakeRef original() {
        return top.original();
    }

    /** The reference after the registries. */
    public FlakeRef resolved() {
        return top.resolved();
    }

    /**
     * The reference that the flake was found to be, with the hash of its tree.
     *
     * @throws FlakeException if the tree cannot be hashed
     */
    public FlakeRef locked() throws FlakeException {
        return top.locked();
    }

    /** What the flake says. */
    public Flake flake() {
        return top.flake();
    }

    /** The tree that the flake is in. */
    public FetchedTree tree() {
        return top.requireInput().tree();
    }

    /** The lock file. */
    public LockFile lockFile() {
        return after;
    }

    /** What is different from the lock file that was there before. */
    public LockFileDiff diff() {
        return LockFileDiff.between(before, after);
    }
}
