package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.narhash.StorePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flake and its lock file. The hash of the flake's own tree is computed when it is asked for; everything else is
 * immutable.
 */
public final class LockedFlake {

    private final LockRequest request;
    private final LoadedFlake top;
    private final Locks locks;

    /** The lock file as it was and as it is now. */
    record Locks(LockFile before, LockFile after, boolean written) {}

    LockedFlake(LockRequest request, LoadedFlake top, Locks locks) {
        this.request = request;
        this.top = top;
        this.locks = locks;
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
        return locks.after();
    }

    /** The lock file that was there before; without inputs if there was none. */
    public LockFile lockFileBefore() {
        return locks.before();
    }

    /**
     * Whether a lock file was written. If not, then because it would have meant the same as before, because the request
     * says so, or because of an input that cannot be locked, which the listener was told.
     */
    public boolean isWritten() {
        return locks.written();
    }

    /** What is different from the lock file that was there before. */
    public LockFileDiff diff() {
        return LockFileDiff.between(locks.before(), locks.after());
    }

    /** What became of each input and why, in order of their paths; those that are as before are among them. */
    public List<InputChange> changes() {
        return new InputChanges(request, locks.before(), locks.after()).list();
    }

    /**
     * The path that the flake's source tree has, or would have, in the Nix store. May read the tree.
     *
     * @throws FlakeException if the tree cannot be hashed
     */
    public String storePath() throws FlakeException {
        return StorePath.ofSource(tree().narHash(), resolved().input().storeName());
    }

    /**
     * What stands for the flake with all its inputs, as 64 hexadecimal digits: the same for the same sources, wherever
     * they come from. Null if some input is not locked, or if the scheme of the flake has no such thing. May read the
     * flake's tree.
     *
     * @throws FlakeException if the tree cannot be read
     */
    public @Nullable String fingerprint() throws FlakeException {
        boolean unlocked =
                UnlockedInputs.first(lockFile(), request.settings().get().allowDirtyLocks()) != null;
        return unlocked ? null : FlakeFingerprint.of(top, lockFile());
    }
}
