package dev.flakelock.api;

import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import dev.flakelock.core.registry.RegistryKind;
import dev.flakelock.core.registry.UserRegistry;
import dev.flakelock.core.resolve.FetchedFlake;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.resolve.VerifiedLock;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.NixConfReader;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;

/**
 * Locks flakes, and does everything else that the command {@code flakelock} does.
 *
 * <pre>{@code
 * try (FlakeLocker locker = FlakeLocker.create()) {
 *     LockRequest request = LockRequest.of(locker.parseFlake("path/to/flake", warnings))
 *             .updates(LockUpdates.of("nixpkgs"))
 *             .build();
 *     System.out.print(locker.lock(request, warnings).diff().toText());
 * }
 * }</pre>
 *
 * <p>Thread-safe: any number of calls may be under way at once, and they share connections and caches. Two calls that
 * lock the same flake do what two commands would do. A call fetches on threads of its own, which end with it, and calls
 * its listener on the calling thread.
 *
 * <p>Every call that can block ends soon, with a {@link CancelledException}, when its thread is interrupted, and when
 * the locker is {@linkplain #close() closed}. A call that ends with an exception has changed no file.
 *
 * <p>Nothing is connected to, read or written before it is needed.
 */
public final class FlakeLocker implements AutoCloseable {

    private final SharedTools shared;
    private final Schemes schemes;
    private final Registry first;

    private FlakeLocker(SharedTools shared, Schemes schemes, Registry first) {
        this.shared = shared;
        this.schemes = schemes;
        this.first = first;
    }

    /**
     * A locker that goes by what the user of this process has configured for Nix.
     *
     * @throws FlakeException if {@code nix.conf} is malformed
     */
    public static FlakeLocker create() throws FlakeException {
        return builder(NixConfReader.read(Environment.ofProcess()).build()).build();
    }

    /**
     * A builder of lockers that go by these settings and the environment in them, and by nothing else of this machine.
     */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** The settings, as they are before a flake changes some for itself. */
    public Settings settings() {
        return shared.settings();
    }

    /** The input schemes, to read references and lock files with. */
    public Schemes schemes() {
        return schemes;
    }

    /**
     * The same locker, with a flake that is looked up elsewhere than the registries say ({@code --override-flake}). The
     * two share everything; to close one is to close both.
     *
     * @param from what is looked up
     * @param to where it is
     */
    public FlakeLocker overriding(FlakeRef from, FlakeRef to) {
        return new FlakeLocker(shared, schemes, first.with(RegistryEntry.of(from.input(), to)));
    }

    /**
     * The same locker, with flakes that are looked up among the inputs of a flake first ({@code --inputs-from}). The two
     * share everything; to close one is to close both.
     *
     * @throws FlakeException if the inputs of the lock file follow each other in a circle
     */
    public FlakeLocker lookingAmong(LockFile inputs) throws FlakeException {
        return new FlakeLocker(shared, schemes, InputsAsRegistry.append(first, inputs, schemes));
    }

    /**
     * The flake that a user names: a reference, or a directory that is in a flake. Relative paths start from the current
     * directory of the {@linkplain Settings#environment() environment}.
     *
     * @param listener is told what is odd about it
     * @throws FlakeException if it is no reference, or is a path at which there is no flake
     */
    public FlakeRef parseFlake(String text, LockListener listener) throws FlakeException {
        return parse(text, RefContext.commandLine(schemes, directory()), listener);
    }

    /**
     * The reference that a user gives for an input. Relative paths start from the current directory of the environment,
     * and need not lead to a flake.
     *
     * @param listener is told what is odd about it
     * @throws FlakeException if it is no reference
     */
    public FlakeRef parseOverride(String text, LockListener listener) throws FlakeException {
        return parse(text, RefContext.override(schemes, directory()), listener);
    }

    /**
     * A reference that does not depend on the current directory, as registries hold them.
     *
     * @param listener is told what is odd about it
     * @throws FlakeException if it is no reference, or a relative path
     */
    public FlakeRef parseAbsolute(String text, LockListener listener) throws FlakeException {
        return parse(text, RefContext.absolute(schemes), listener);
    }

    /**
     * Locks a flake: reads it, resolves and fetches what its lock file lacks and what is to be updated, and writes the
     * lock file if it changed. If this fails, no file has been changed.
     *
     * <p>What settings say about lock files ({@code allow-dirty}, {@code commit-lock-file-summary} …) comes from the
     * settings of this locker and from the flake, not from the request.
     *
     * @return the flake, its lock file, and what became of each input
     * @throws CancelledException if the thread is interrupted or this locker closed
     * @throws FlakeException if the flake cannot be locked
     */
    public LockedFlake lock(LockRequest request, LockListener listener) throws FlakeException {
        return shared.calls().run(() -> {
            try (CallTools tools = shared.forCall(request.refresh(), first)) {
                return new Locking(tools, request, listener).run();
            }
        });
    }

    /**
     * Checks the lock file of a flake: fetches all that it names once more, from where it is said to be from and without
     * believing any cache, compares hashes, times and numbers of commits, and looks whether the commits are in their
     * repositories. Changes nothing.
     *
     * @param request the flake, and perhaps another lock file to read; the rest does not matter
     * @return what came of each input; a failure keeps no other from being checked
     * @throws CancelledException if the thread is interrupted or this locker closed
     * @throws FlakeException if the flake or its lock file cannot be read
     */
    public VerifiedLock verify(LockRequest request, LockListener listener) throws FlakeException {
        return shared.calls().run(() -> {
            try (CallTools tools = shared.forCallWithoutCache(first)) {
                return new Locking(tools, request, listener).verify();
            }
        });
    }

    /**
     * What a reference leads to after all registries.
     *
     * @throws CancelledException if the thread is interrupted or this locker closed
     * @throws FlakeException if no registry knows it, or one cannot be loaded
     */
    public FlakeRef resolve(FlakeRef ref, LockListener listener) throws FlakeException {
        return shared.calls().run(() -> {
            try (CallTools tools = shared.forCall(false, first)) {
                return tools.fetcher().resolve(ref, listener);
            }
        });
    }

    /**
     * Fetches what direct references lead to, flakes or not, and hashes the trees; so they are in the cache afterwards.
     *
     * @return what came of each, in the same order; a failure keeps no other from being fetched
     * @throws CancelledException if the thread is interrupted or this locker closed
     */
    public List<FetchedFlake> fetch(Collection<FlakeRef> refs, LockListener listener) throws FlakeException {
        return shared.calls().run(() -> {
            try (CallTools tools = shared.forCall(false, first)) {
                return tools.fetcher().fetch(tools.bind(refs), listener);
            }
        });
    }

    /**
     * The entries of all registries, those of {@link #overriding} first.
     *
     * @throws CancelledException if the thread is interrupted or this locker closed
     * @throws FlakeException if one cannot be loaded
     */
    public Map<RegistryKind, Registry> registries(LockListener listener) throws FlakeException {
        return shared.calls().run(() -> {
            try (CallTools tools = shared.forCall(false, first)) {
                return tools.fetcher().registries(tools.registries(), listener);
            }
        });
    }

    /** The registry in a file, to be changed. */
    public UserRegistry registry(Path file) {
        return new UserRegistry(file, schemes);
    }

    /**
     * Has a registry lead to what a flake is now ({@code registry pin}).
     *
     * @param file the registry
     * @param from the flake that gets another meaning
     * @param to the flake that is resolved and fetched to find what to pin to; often the same
     * @return what is written; the caller may want to say so if its input is not {@linkplain
     *     dev.flakelock.core.ref.Input#isLocked() locked}
     * @throws CancelledException if the thread is interrupted or this locker closed
     * @throws FlakeException if it cannot be found, or the file not be written
     */
    public FlakeRef pin(Path file, FlakeRef from, FlakeRef to, LockListener listener) throws FlakeException {
        FlakeRef found = fetch(List.of(resolve(to, listener)), listener).get(0).requireFound();
        // The directory that is written is that of the flake, wherever the registries lead.
        FlakeRef pinned = new FlakeRef(found.input(), from.subdir());
        registry(file).add(from, pinned);
        return pinned;
    }

    /**
     * Cancels the calls that are under way, waits for them, and closes all connections that were not somebody else's.
     * No call may follow. If the thread is interrupted it waits no longer.
     */
    @Override
    public void close() {
        shared.close();
    }

    private FlakeRef parse(String text, RefContext context, LockListener listener) throws FlakeException {
        return FlakeRef.parse(text, context.reportingTo(listener::warning, listener::notice));
    }

    private Path directory() {
        return settings().environment().currentDirectory();
    }

    /** Makes lockers; used by one thread. */
    public static final class Builder {

        private final SharedTools.Builder tools;

        private Builder(Settings settings) {
            this.tools = new SharedTools.Builder(settings);
        }

        /**
         * Goes through this client, with its proxies, certificates, interceptors and timeouts, instead of one made from
         * the settings. It is not closed with the locker.
         */
        public Builder client(OkHttpClient client) {
            tools.fetchers().client(client);
            return this;
        }

        /** Asks here for tokens and passwords before it looks into settings and files. */
        public Builder secrets(Secrets secrets) {
            tools.fetchers().secrets(secrets);
            return this;
        }

        /** Tells the time with this clock, which decides how long cached look-ups are fresh. */
        public Builder clock(InstantSource clock) {
            tools.fetchers().clock(clock);
            return this;
        }

        /** Keeps the cache in this directory instead of {@link Environment#ownCacheDir()}; it is made when needed. */
        public Builder cacheDirectory(Path directory) {
            tools.fetchers().cacheDirectory(directory);
            return this;
        }

        /**
         * Keeps the cache in memory and leaves nothing on disk: copies of git repositories, which need a directory, are
         * in a temporary one that is deleted when the locker is closed.
         *
         * @param bytes about how much memory to use
         */
        public Builder cacheInMemory(long bytes) {
            tools.fetchers().memory(bytes).withoutDisk();
            return this;
        }

        /** Knows one more input scheme, which replaces one of the same type. */
        public Builder scheme(InputScheme scheme) {
            tools.scheme(scheme);
            return this;
        }

        /**
         * Fetches so many inputs at the same time, 25 by default and at least 1. The result does not depend on it.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder parallelism(int number) {
            tools.parallelism(number);
            return this;
        }

        /** The locker. */
        public FlakeLocker build() {
            SharedTools shared = tools.build();
            return new FlakeLocker(shared, shared.schemes(), Registry.empty());
        }
    }
}
