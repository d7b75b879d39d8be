package dev.flakelock.cli.metadata;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.LockedFlake;
import org.jspecify.annotations.Nullable;

/**
 * What there is to show of a locked flake. Immutable.
 *
 * @param original the reference that was asked for
 * @param resolved the same after the registries
 * @param locked the reference that it was found to be
 * @param description what the flake says of itself, or null
 * @param storePath the path that the source tree has, or would have, in the Nix store
 * @param fingerprint what stands for the flake with all its inputs, or null if some input is not locked
 * @param lockFile the lock file
 */
public record Metadata(
        FlakeRef original,
        FlakeRef resolved,
        FlakeRef locked,
        @Nullable String description,
        String storePath,
        @Nullable String fingerprint,
        LockFile lockFile) {

    /**
     * What there is to show of a locked flake.
     *
     * @throws FlakeException if the tree of the flake cannot be read
     */
    public static Metadata of(LockedFlake locked) throws FlakeException {
        return new Metadata(
                locked.original(),
                locked.resolved(),
                locked.locked(),
                locked.flake().description(),
                locked.storePath(),
                locked.fingerprint(),
                locked.lockFile());
    }

    /** The attributes of the locked input. */
    Attrs lockedAttrs() {
        return locked.input().attrs();
    }
}
