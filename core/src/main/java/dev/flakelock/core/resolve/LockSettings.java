package dev.flakelock.core.resolve;

/**
 * The settings of Nix that decide about a lock file, under their names in Nix. Immutable.
 *
 * @param allowDirty whether a flake may lie in a git work tree with changes
 * @param allowDirtyLocks whether an input that cannot be locked may be written with its hash
 * @param warnDirty whether to warn that nothing is written because of an input that cannot be locked
 * @param commitLockFileSummary the first line of the message when a lock file is committed; empty for the usual one
 */
public record LockSettings(
        boolean allowDirty, boolean allowDirtyLocks, boolean warnDirty, String commitLockFileSummary) {

    /** The defaults of Nix. */
    public static final LockSettings DEFAULT = new LockSettings(true, false, true, "");
}
