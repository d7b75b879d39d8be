package dev.flakelock.cli.command;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryKind;
import dev.flakelock.core.registry.UserRegistry;
import dev.flakelock.core.resolve.FetchedFlake;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.resolve.VerifiedLock;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library as one command uses it: made from the settings when it is first needed, and heard by the console. */
final class Library {

    private final Session session;
    private final LockListener listener;
    private @Nullable FlakeLocker locker;

    Library(Session session) {
        this.session = session;
        this.listener = new ConsoleListener(session);
    }

    /** The flake that the user names: a reference, or a directory that is in a flake. */
    FlakeRef parseFlake(String text) throws FlakeException {
        return locker().parseFlake(text, listener);
    }

    /** The reference that the user gives for an input. */
    FlakeRef parseOverride(String text) throws FlakeException {
        return locker().parseOverride(text, listener);
    }

    /** A reference that must not depend on the current directory. */
    FlakeRef parseAbsolute(String text) throws FlakeException {
        return locker().parseAbsolute(text, listener);
    }

    /** Has a flake looked up elsewhere. */
    void addRegistryEntry(FlakeRef from, FlakeRef to) {
        locker = locker().overriding(from, to);
    }

    /** Has flakes looked up among the inputs of this one first. */
    void addRegistryEntriesFrom(String flake) throws FlakeException {
        LockRequest request = LockRequest.of(parseFlake(flake))
                .refresh(false)
                .applyConfig(false)
                .writeLockFile(false)
                .build();
        locker = locker().lookingAmong(lock(request).lockFile());
    }

    /** Locks a flake. */
    LockedFlake lock(LockRequest request) throws FlakeException {
        LockedFlake locked = locker().lock(request, listener);
        MissedInputs.of(request, locked.lockFile()).forEach(session.console()::advise);
        return locked;
    }

    /** Checks the lock file of a flake. */
    VerifiedLock verify(LockRequest request) throws FlakeException {
        return locker().verify(request, listener);
    }

    /** What a reference leads to after all registries. */
    FlakeRef resolve(FlakeRef ref) throws FlakeException {
        return locker().resolve(ref, listener);
    }

    /** What direct references are, flakes or not, in the same order. */
    List<FetchedFlake> fetch(Collection<FlakeRef> refs) throws FlakeException {
        return locker().fetch(refs, listener);
    }

    /** The entries of all registries. */
    Map<RegistryKind, Registry> registries() throws FlakeException {
        return locker().registries(listener);
    }

    /** A registry in a file, to be changed. */
    UserRegistry registry(Path file) {
        return locker().registry(file);
    }

    /** Has a registry lead to what a flake is now; returns that. */
    FlakeRef pin(Path file, FlakeRef from, FlakeRef to) throws FlakeException {
        return locker().pin(file, from, to, listener);
    }

    private FlakeLocker locker() {
        FlakeLocker known = locker;
        if (known == null) {
            known = session.locker();
            locker = known;
        }
        return known;
    }
}
