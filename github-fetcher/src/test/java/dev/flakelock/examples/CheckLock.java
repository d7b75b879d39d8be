package dev.flakelock.examples;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;

/** Holds a lock file against the flake that it belongs to. */
final class CheckLock {

    private CheckLock() {}

    // guide: check
    /** Fails if the lock file does not have everything that {@code flake.nix} asks for; writes nothing. */
    static void check(FlakeLocker locker, String flake, LockListener listener) throws FlakeException {
        LockRequest request = LockRequest.of(locker.parseFlake(flake, listener))
                .updateLockFile(false)
                .build();
        locker.lock(request, listener);
    }
    // guide: end
}
