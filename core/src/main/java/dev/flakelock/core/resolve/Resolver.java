package dev.flakelock.core.resolve;

import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeReader;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileCheck;
import dev.flakelock.core.lock.LockFileReader;
import dev.flakelock.core.lock.LockFileTypeException;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.RegistryScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Locks flakes: reads a flake, resolves and fetches what its lock file lacks, and writes the lock file if it changed.
 *
 * <p>Holds no state of its own; may be used by several threads at once if what it is made of may be.
 */
public final class Resolver {

    private final Schemes schemes;
    private final RegistryLookup registries;
    private final FlakeReader reader;
    private final int parallelism;

    /**
     * A resolver.
     *
     * @param parallelism how many inputs are fetched at the same time, at least 1; the result does not depend on it
     */
    public Resolver(Schemes schemes, RegistryLookup registries, FlakeReader reader, int parallelism) {
        this.schemes = schemes;
        this.registries = registries;
        this.reader = reader;
        this.parallelism = parallelism;
    }

    /**
     * Locks a flake. If this fails, no file has been changed.
     *
     * @throws CancelledException if the calling thread is interrupted
     * @throws FlakeException if the flake cannot be locked
     */
    public LockedFlake lock(LockRequest request, LockListener listener) throws FlakeException {
        try (FetchScope fetches = FetchScope.heardBy(listener, registries, parallelism)) {
            return new Run(request, once(listener), fetches).lock();
        }
    }

    /**
     * Fetches all that the lock file of a flake names once more and compares. Neither the lock file nor {@code flake.nix}
     * are changed, and it does not matter whether they fit together. What is found depends on the fetchers, which should
     * believe no cache.
     *
     * @param request the flake, and perhaps another lock file to read; the rest does not matter
     * @param commits finds out whether commits are in the repositories they are said to be from
     * @throws CancelledException if the calling thread is interrupted
     * @throws FlakeException if the flake or its lock file cannot be read
     */
    public VerifiedLock verify(LockRequest request, CommitLookup commits, LockListener listener) throws FlakeException {
        try (FetchScope fetches = FetchScope.heardBy(listener, registries, parallelism)) {
            return new Run(request, once(listener), fetches).verify(commits);
        }
    }

    /** Passes on everything, but each message only the first time: what two inputs share is unpacked once. */
    private static LockListener once(LockListener listener) {
        Set<String> told = new HashSet<>();
        Set<String> noticed = new HashSet<>();
        return new ForwardingListener(listener) {
            @Override
            public void warning(String message) {
                if (told.add(message)) {
                    super.warning(message);
                }
            }

            @Override
            public void notice(String message) {
                if (noticed.add(message)) {
                    super.notice(message);
                }
            }
        };
    }

    /** The locking of one flake. */
    private final class Run {

        private final LockRequest request;
        private final LockListener listener;
        private final FetchScope fetches;
        private final FlakeLoader loader = new FlakeLoader(schemes, reader);

        Run(LockRequest request, LockListener listener, FetchScope fetches) {
            this.request = request;
            this.listener = listener;
            this.fetches = fetches;
        }

        LockedFlake lock() throws FlakeException {
            LockFileOnDisk onDisk = LockFileOnDisk.of(request.flake());
            LoadedFlake top = loadTop();
            listener.topFlake(top.flake());
            try {
                return lock(top, onDisk);
            } catch (LockFileTypeException e) {
                throw e;
            } catch (FlakeException e) {
                throw e.addTrace(
                        "while updating the lock file of flake '" + top.locked().show() + "'");
            }
        }

        private LockedFlake lock(LoadedFlake top, LockFileOnDisk onDisk) throws FlakeException {
            if (request.referenceLockFile() != null && !request.settings().get().allowDirty()) {
                throw new FlakeException(
                        "reference lock file was provided, but the `allow-dirty` setting is set to" + " false");
            }
            LockFile before = oldLock(top);
            LockFile after = compute(top, before);
            LockFileCheck.check(after);
            boolean written = new LockFileUpdate(request, top, onDisk, listener).apply(before, after);
            return new LockedFlake(request, top, new LockedFlake.Locks(before, after, written));
        }

        VerifiedLock verify(CommitLookup commits) throws FlakeException {
            LoadedFlake top = loadTop();
            return new VerifiedLock(top.fetched(), new LockVerifier(fetches, commits, listener).verify(oldLock(top)));
        }

        private LoadedFlake loadTop() throws FlakeException {
            while (true) {
                List<Message> messages = new ArrayList<>();
                FlakeTrees trees = new FlakeTrees(
                        new TreeCache(fetches, messages::add), loader, text -> messages.add(Message.warning(text)));
                @Nullable LoadedFlake top = null;
                try {
                    top = trees.fetched(request.flake(), RegistryScope.ALL, false, InputAttrPath.ROOT);
                } finally {
                    if (top != null || !trees.isIncomplete()) {
                        tell(messages);
                    }
                }
                if (top != null) {
                    return top;
                }
                fetches.awaitNews();
            }
        }

        private void tell(List<Message> messages) {
            messages.forEach(message -> message.tell(listener));
        }

        private LockFile oldLock(LoadedFlake top) throws FlakeException {
            Path file = request.referenceLockFile();
            Consumer<String> warnings = listener::warning;
            return file == null ? loader.lockFile(top.source(), warnings) : readReference(file, warnings);
        }

        private LockFile readReference(Path file, Consumer<String> warnings) throws FlakeException {
            try {
                return LockFileReader.read(Files.readAllBytes(file), file.toString(), schemes, warnings);
            } catch (NoSuchFileException e) {
                return LockFile.EMPTY;
            } catch (IOException e) {
                throw new FlakeException("reading file '" + file + "': " + e.getMessage(), e);
            }
        }

        private LockFile compute(LoadedFlake top, LockFile before) throws FlakeException {
            OldNode old = request.updates().everything() ? null : OldNode.rootOf(before, InputAttrPath.ROOT);
            LockPass.Job job = new LockPass.Job(
                    top, old, request.updates(), request.overrides(), new References(schemes), loader, fetches);
            while (true) {
                LockPass pass = new LockPass(job);
                LockFile lock = run(pass);
                if (!pass.isIncomplete()) {
                    tell(pass.messages());
                    return lock;
                }
                fetches.awaitNews();
            }
        }

        /** A pass that fails is the last one, and what it had to tell came before. */
        private LockFile run(LockPass pass) throws FlakeException {
            try {
                return pass.run();
            } catch (FlakeException e) {
                tell(pass.messages());
                throw e;
            }
        }
    }
}
