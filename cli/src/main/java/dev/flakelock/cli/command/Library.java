package dev.flakelock.cli.command;

import dev.flakelock.cli.metadata.Metadata;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.resolve.FlakeLocker;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.fetcher.path.PathFetcher;
import dev.flakelock.narhash.StorePath;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The library as one command uses it; made from the settings of the session when it is first needed. */
final class Library {

    /** Enough to keep a connection busy for each of the requests that Nix would have under way. */
    private static final int PARALLELISM = 16;

    private final Session session;
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

    /** Has a flake looked up elsewhere. */
    void addRegistryEntry(FlakeRef from, FlakeRef to) {}

    /** Has flakes looked up among the inputs of this one first. */
    void addRegistryEntriesFrom(String flake) throws FlakeException {}

    /** Locks a flake; warnings go to the console. */
    LockedFlake lock(LockRequest.Builder request, boolean applyConfig) throws FlakeException {
        Settings settings = session.settings();
        boolean pipeOperators = settings.experimentalFeatures().contains("pipe-operators");
        FlakeLocker locker = new FlakeLocker(
                schemes(),
                (indirect, scope, context) -> {
                    throw new FlakeException(
                            "cannot find flake '" + new FlakeRef(indirect, "").show() + "' in the flake registries");
                },
                new FlakeNixReader(schemes(), pipeOperators),
                PARALLELISM);
        return locker.lock(request.build(), new Listener(applyConfig));
    }

    /** What there is to show of a locked flake. */
    Metadata metadata(LockedFlake locked) throws FlakeException {
        return new Metadata(
                locked.original(),
                locked.resolved(),
                locked.locked(),
                locked.flake().description(),
                StorePath.ofSource(locked.tree().narHash()),
                null,
                locked.lockFile());
    }

    private Schemes schemes() {
        Schemes known = schemes;
        if (known == null) {
            known = makeSchemes(session.settings());
            schemes = known;
        }
        return known;
    }

    private static Schemes makeSchemes(Settings settings) {
        InputFetchers none = InputFetchers.none();
        InputFetchers fetchers = new InputFetchers(
                none.github(),
                none.gitlab(),
                none.sourcehut(),
                none.git(),
                none.hg(),
                new PathFetcher(settings.useCaseHack()),
                none.tarball(),
                none.file());
        boolean verified = settings.experimentalFeatures().contains("verified-fetches");
        return StandardSchemes.of(new SchemeOptions(settings.trustTarballsFromGitForges(), verified), fetchers);
    }

    private RefContext reporting(RefContext context) {
        return context.reportingTo(session.console()::warn, session.console()::say);
    }

    private Path directory() {
        return session.environment().currentDirectory();
    }

    /** Shows what the locker says. */
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
        public void topFlake(Flake flake) throws FlakeException {
            if (applyConfig) {
                new FlakeSettings(session).apply(flake);
            }
        }
    }
}
