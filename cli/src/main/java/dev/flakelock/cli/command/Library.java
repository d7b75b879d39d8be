package dev.flakelock.cli.command;

import dev.flakelock.cli.metadata.Metadata;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.flake.FlakeReader;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import dev.flakelock.core.registry.RegistryKind;
import dev.flakelock.core.registry.RegistryLocations;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.UserRegistry;
import dev.flakelock.core.resolve.FetchedFlake;
import dev.flakelock.core.resolve.FlakeFetcher;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.resolve.RegistryLookup;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.Fetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.narhash.StorePath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library as one command uses it; made from the settings of the session when it is first needed. */
final class Library {

    /** Enough to keep a connection busy for each of the requests that Nix would have under way. */
    private static final int PARALLELISM = 16;

    private final Session session;
    private Registry flagRegistry = Registry.empty();
    private @Nullable Registries registries;
    private @Nullable Fetchers fetchers;
    private @Nullable Schemes schemes;

    Library(Session session) {
        this.session = session;
    }

    /** The flake that the user names: a reference, or a directory that is in a flake. */
    FlakeRef parseFlake(String text) throws FlakeException {
        return FlakeRef.parse(text, reporting(RefContext.commandLine(schemes(), directory())));
    }

    /** The reference that the user gives for an input. */
    FlakeRef parseOverride(String text) throws FlakeException {
        return FlakeRef.parse(text, reporting(RefContext.override(schemes(), directory())));
    }

    /** A reference that must not depend on the current directory. */
    FlakeRef parseAbsolute(String text) throws FlakeException {
        return FlakeRef.parse(text, reporting(RefContext.absolute(schemes())));
    }

    /** Has a flake looked up elsewhere. */
    synchronized void addRegistryEntry(FlakeRef from, FlakeRef to) {
        flagRegistry = flagRegistry.with(RegistryEntry.of(from.input(), to));
        registries = null;
    }

    /** Has flakes looked up among the inputs of this one first. */
    void addRegistryEntriesFrom(String flake) throws FlakeException {
        LockFile lock = lock(LockRequest.of(parseFlake(flake)).writeLockFile(false), false)
                .lockFile();
        for (String name : lock.root().inputs().keySet()) {
            Node.Pin pin = lock.find(InputAttrPath.of(name)).map(Node::pin).orElse(null);
            if (pin != null) {
                Attrs indirect = Attrs.none().with("type", "indirect").with("id", name);
                addRegistryEntry(FlakeRef.fromAttrs(indirect, schemes()), pin.locked());
            }
        }
    }

    /**
     * Locks a flake; warnings go to the console.
     *
     * @param applyConfig whether what the flake configures counts for what follows
     */
    LockedFlake lock(LockRequest.Builder request, boolean applyConfig) throws FlakeException {
        return new Resolver(schemes(), lookup(), reader(), PARALLELISM)
                .lock(request.build(), new Listener(applyConfig));
    }

    /** What a reference leads to after all registries. */
    FlakeRef resolve(FlakeRef ref) throws FlakeException {
        return fetcher().resolve(ref, new Listener(false));
    }

    /** What a direct reference is, flake or not. */
    FetchedFlake fetch(FlakeRef ref) throws FlakeException {
        return fetchAll(List.of(ref)).get(0);
    }

    /** What direct references are, flakes or not, in the same order. */
    List<FetchedFlake> fetchAll(Collection<FlakeRef> refs) throws FlakeException {
        return fetcher().fetch(refs, new Listener(false));
    }

    /** The entries of all registries. */
    Map<RegistryKind, Registry> registryContents() throws FlakeException {
        return fetcher().registries(registries(), new Listener(false));
    }

    /** A registry in a file, to be changed. */
    UserRegistry registryFile(Path file) {
        return new UserRegistry(file, schemes());
    }

    /** What there is to show of a locked flake. */
    Metadata metadata(LockedFlake locked) throws FlakeException {
        return new Metadata(
                locked.original(),
                locked.resolved(),
                locked.locked(),
                locked.flake().description(),
                StorePath.ofSource(locked.tree().narHash()),
                locked.fingerprint(),
                locked.lockFile());
    }

    /** Reads with the settings of that time: a flake can change how those are read that it names. */
    private FlakeReader reader() {
        return (source, shownAs, listener) -> {
            boolean pipeOperators = session.settings().experimentalFeatures().contains("pipe-operators");
            return new FlakeNixReader(schemes(), pipeOperators).read(source, shownAs, listener);
        };
    }

    private FlakeFetcher fetcher() {
        return new FlakeFetcher(lookup(), PARALLELISM);
    }

    /** Asks the registries as they are at the time of each lookup: a flake can change them while it is locked. */
    private RegistryLookup lookup() {
        registries();
        return (input, scope, context) ->
                registries().resolve(input, session.settings().useRegistries() ? scope : RegistryScope.NONE, context);
    }

    private synchronized Registries registries() {
        Registries known = registries;
        if (known == null) {
            Settings settings = session.settings();
            Environment environment = settings.environment();
            RegistryLocations locations = new RegistryLocations(
                    environment.configDir().resolve("registry.json"),
                    environment.systemConfigDir().resolve("registry.json"),
                    settings.flakeRegistry());
            known = new Registries(
                    flagRegistry, locations, schemes(), fetchers().downloads());
            registries = known;
        }
        return known;
    }

    private synchronized void useGlobalRegistry(String global) {
        registries = registries().withGlobal(global);
    }

    private Schemes schemes() {
        Schemes known = schemes;
        if (known == null) {
            known = makeSchemes();
            schemes = known;
        }
        return known;
    }

    private Schemes makeSchemes() {
        Settings settings = session.settings();
        boolean verified = settings.experimentalFeatures().contains("verified-fetches");
        SchemeOptions options = new SchemeOptions(settings.trustTarballsFromGitForges(), verified);
        return StandardSchemes.of(options, fetchers().all());
    }

    private Fetchers fetchers() {
        Fetchers known = fetchers;
        if (known == null) {
            known = Fetchers.builder(session.settings()).build();
            fetchers = known;
        }
        return known;
    }

    private RefContext reporting(RefContext context) {
        return context.reportingTo(session.console()::warn, session.console()::say);
    }

    private Path directory() {
        return session.environment().currentDirectory();
    }

    /** Shows what the resolver says. */
    private final class Listener implements LockListener {

        private final boolean applyConfig;

        Listener(boolean applyConfig) {
            this.applyConfig = applyConfig;
        }

        @Override
        public void warning(String message) {
            session.console().warn(message);
        }

        @Override
        public void notice(String message) {
            session.console().inform(message);
        }

        @Override
        public void topFlake(Flake flake) throws FlakeException {
            if (applyConfig) {
                new FlakeSettings(session).apply(flake);
                fetchers().changeSettings(session.settings());
                useGlobalRegistry(session.settings().flakeRegistry());
            }
        }
    }
}
