package dev.flakelock.api;

import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.flake.FlakeReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryLocations;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.resolve.CommitLookup;
import dev.flakelock.core.resolve.FlakeFetcher;
import dev.flakelock.core.resolve.LockSettings;
import dev.flakelock.core.resolve.RegistryLookup;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.Fetchers;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What one call works with. The settings may change while it is under way, when a flake has something to say about
 * them. Thread-safe.
 */
final class CallTools implements AutoCloseable {

    private final SharedTools shared;
    private final Fetchers fetchers;
    private final Schemes schemes;
    private volatile Settings settings;
    private volatile Registries registries;

    /** Tools that follow these settings, as the fetchers do. */
    CallTools(SharedTools shared, Fetchers fetchers, Settings settings, Registry first) {
        this.shared = shared;
        this.fetchers = fetchers;
        this.settings = settings;
        this.schemes = shared.schemes(this::settings, fetchers);
        Environment environment = settings.environment();
        RegistryLocations locations = new RegistryLocations(
                environment.configDir().resolve("registry.json"),
                environment.systemConfigDir().resolve("registry.json"),
                settings.flakeRegistry());
        this.registries = new Registries(first, locations, schemes, fetchers.downloads());
    }

    Settings settings() {
        return settings;
    }

    Schemes schemes() {
        return schemes;
    }

    Registries registries() {
        return registries;
    }

    int parallelism() {
        return shared.parallelism();
    }

    CommitLookup commits() {
        return fetchers.commits();
    }

    FlakeFetcher fetcher() {
        return new FlakeFetcher(lookup(), parallelism());
    }

    /** Reads by the settings as they are at that time: a flake can change how those are read that it names. */
    FlakeReader reader() {
        return (source, shownAs, warnings) -> {
            Set<String> features = settings.experimentalFeatures();
            boolean verifiedFetches = features.contains("verified-fetches");
            return new FlakeNixReader(schemes, features.contains("pipe-operators"), verifiedFetches)
                    .read(source, shownAs, warnings);
        };
    }

    /** What the settings say about lock files. */
    LockSettings lockSettings() {
        Settings now = settings;
        return new LockSettings(now.allowDirty(), now.allowDirtyLocks(), now.warnDirty(), now.commitLockFileSummary());
    }

    /** Asks the registries as they are at the time of each lookup. */
    RegistryLookup lookup() {
        return (input, scope, context) ->
                registries.resolve(input, settings.useRegistries() ? scope : RegistryScope.NONE, context);
    }

    /** The same reference, fetched by these tools. */
    FlakeRef bind(FlakeRef ref) {
        return ref.in(schemes);
    }

    List<FlakeRef> bind(Collection<FlakeRef> refs) {
        return refs.stream().map(this::bind).toList();
    }

    /** Has everything that follows go by these settings. */
    void changeSettings(Settings changed) {
        settings = changed;
        fetchers.changeSettings(changed);
        registries = registries.withGlobal(changed.flakeRegistry());
    }

    @Override
    public void close() {
        fetchers.close();
    }
}
