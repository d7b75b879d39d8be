package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff;
import dev.flakelock.core.ref.FlakeRef;
import org.jspecify.annotations.Nullable;

/**
 * A flake and its lock file. The hash of the flake's own tree is computed when it is asked for; everything else is
 * immutable.
 */
public final class LockedFlake {

    private final LockRequest request;
    private final LoadedFlake top;
    private final LockFile before;
    private final LockFile after;

    LockedFlake(LockRequest request, LoadedFlake top, LockFile before, LockFile after) {
        this.request = request;
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

    /**
     * What stands for the flake with all its inputs, as 64 hexadecimal digits: the same for the same sources, wherever
     * they come from. Null if some input is not locked, or if the scheme of the flake has no such thing. May read the
     * flake's tree.
     *
     * @throws FlakeException if the tree cannot be read
     */
    public @Nullable String fingerprint() throws FlakeException {
        boolean unlocked = UnlockedInputs.first(after, request.settings().get().allowDirtyLocks()) != null;
        return unlocked ? null : FlakeFingerprint.of(top, after);
    }
}
