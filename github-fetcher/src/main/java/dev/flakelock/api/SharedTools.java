package dev.flakelock.api;

import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.Fetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What all calls of a locker share. Thread-safe. */
final class SharedTools implements AutoCloseable {

    /** As many as there are connections, unless the user has set {@code http-connections}. */
    private static final int PARALLELISM = 25;

    private final Settings settings;
    private final Fetchers fetchers;
    private final List<InputScheme> extraSchemes;
    private final int parallelism;
    private final Calls calls = new Calls();

    private SharedTools(Builder builder) {
        this.settings = builder.settings;
        this.fetchers = builder.fetchers.build();
        this.extraSchemes = List.copyOf(builder.extraSchemes);
        this.parallelism = builder.parallelism;
    }

    Settings settings() {
        return settings;
    }

    Calls calls() {
        return calls;
    }

    int parallelism() {
        return parallelism;
    }

    /** The schemes that fetch by the settings of the locker. */
    Schemes schemes() {
        return schemes(() -> settings, fetchers);
    }

    /** Schemes that follow these settings, as they are each time, and fetch with these fetchers. */
    Schemes schemes(Supplier<Settings> theirs, Fetchers with) {
        Schemes schemes = StandardSchemes.of(() -> options(theirs.get()), with.all());
        for (InputScheme extra : extraSchemes) {
            schemes = schemes.with(extra);
        }
        return schemes;
    }

    private static SchemeOptions options(Settings settings) {
        boolean verified = settings.experimentalFeatures().contains("verified-fetches");
        return new SchemeOptions(settings.trustTarballsFromGitForges(), verified);
    }

    /**
     * The tools of one call, to be closed at its end.
     *
     * @param refresh whether what is cached for a time counts as stale
     * @param first the entries that come before all registries
     */
    CallTools forCall(boolean refresh, Registry first) {
        Settings own = refresh ? settings.refresh() : settings;
        return new CallTools(this, fetchers.withSettings(own), own, first);
    }

    /** The tools of a call that believes no cache, to be closed at its end. */
    CallTools forCallWithoutCache(Registry first) {
        return new CallTools(this, fetchers.withoutCache(), settings, first);
    }

    @Override
    public void close() {
        calls.close();
        fetchers.close();
    }

    /** Collects what is to be shared. */
    static final class Builder {

        private final Settings settings;
        private final Fetchers.Builder fetchers;
        private final List<InputScheme> extraSchemes = new ArrayList<>();
        private int parallelism = PARALLELISM;

        Builder(Settings settings) {
            this.settings = settings;
            this.fetchers = Fetchers.builder(settings);
        }

        Fetchers.Builder fetchers() {
            return fetchers;
        }

        void scheme(InputScheme scheme) {
            extraSchemes.add(scheme);
        }

        void parallelism(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("at least one input has to be fetched at a time");
            }
            parallelism = number;
        }

        SharedTools build() {
            return new SharedTools(this);
        }
    }
}
