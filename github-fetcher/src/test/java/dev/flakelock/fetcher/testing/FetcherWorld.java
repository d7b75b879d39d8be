package dev.flakelock.fetcher.testing;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.settings.AccessTokens;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.fetcher.cache.ArchiveCache;
import dev.flakelock.fetcher.cache.CachedDownloads;
import dev.flakelock.fetcher.cache.Freshness;
import dev.flakelock.fetcher.forge.ApiQuotas;
import dev.flakelock.fetcher.forge.ForgeFetcher;
import dev.flakelock.fetcher.forge.ForgePasswords;
import dev.flakelock.fetcher.forge.ForgeTokens;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.path.PathFetcher;
import dev.flakelock.fetcher.tarball.FileFetcher;
import dev.flakelock.fetcher.tarball.TarballFetcher;
import dev.flakelock.narhash.TreeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;

/** All fetchers in front of a {@link FakeInternet}, with a cache and a clock. */
public final class FetcherWorld {

    /** What happens on the network. */
    public final FakeInternet internet = new FakeInternet();

    /** What is remembered. */
    public final MemoryEntries entries = new MemoryEntries();

    /** Who listens. */
    public final RecordingContext context = new RecordingContext();

    private final TestTransport transport;
    private Instant now = TestTransport.NOW;
    private Duration ttl = Duration.ofHours(1);
    private AccessTokens tokens = AccessTokens.none();
    private ForgePasswords passwords = ForgePasswords.none();
    private Map<String, String> variables = Map.of();

    /** A world with nothing but the fake internet. */
    public FetcherWorld() {
        transport = new TestTransport(internet.client());
    }

    /** A world in which everything goes through this client. */
    public FetcherWorld(OkHttpClient client) {
        transport = new TestTransport(client);
    }

    /** Changes how the transport behaves. */
    public FetcherWorld options(HttpOptions options) {
        transport.options(options);
        return this;
    }

    /** How long was waited between attempts, in milliseconds. */
    public List<Long> pauses() {
        return transport.pauses();
    }

    /** Lets time pass. */
    public FetcherWorld later(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    /** Sets {@code tarball-ttl}. */
    public FetcherWorld ttl(Duration changed) {
        ttl = changed;
        return this;
    }

    /** Sets {@code access-tokens}. */
    public FetcherWorld tokens(Map<String, String> byName) {
        tokens = AccessTokens.of(byName);
        return this;
    }

    /** Sets what git's helpers know. */
    public FetcherWorld passwords(ForgePasswords known) {
        passwords = known;
        return this;
    }

    /** Sets environment variables. */
    public FetcherWorld variables(Map<String, String> byName) {
        variables = byName;
        return this;
    }

    private Environment environment() {
        return Environment.of(variables, Path.of("/"), Path.of("/home"), OperatingSystem.LINUX);
    }

    /** Fetches what a URL means where a flake is expected. */
    public FetchedTree fetch(String url) throws FlakeException {
        return fetch(schemes().inputFromUrl(FlakeUrl.parse(url), true));
    }

    /** Fetches what attributes mean. */
    public FetchedTree fetch(Attrs attrs) throws FlakeException {
        return fetch(schemes().inputFromAttrs(attrs));
    }

    private FetchedTree fetch(Input input) throws FlakeException {
        return input.requireScheme().fetch(input, context);
    }

    private Schemes schemes() {
        HttpTransport http = transport.build();
        Freshness freshness = new Freshness(ttl, () -> now);
        ArchiveCache archives = new ArchiveCache(entries);
        CachedDownloads downloads = new CachedDownloads(http, entries, freshness);
        ForgeFetcher.Tools forge = new ForgeFetcher.Tools(
                http,
                downloads,
                archives,
                ForgeTokens.of(tokens, environment()).or(passwords),
                new ApiQuotas(entries, () -> now),
                freshness,
                TreeLimits.DEFAULT);
        InputFetcher none = (input, context) -> {
            throw new FlakeException("not here");
        };
        return StandardSchemes.of(
                SchemeOptions.defaults(),
                new InputFetchers(
                        ForgeFetcher.gitHub(forge),
                        ForgeFetcher.gitLab(forge),
                        ForgeFetcher.sourceHut(forge),
                        none,
                        none,
                        new PathFetcher(Settings.defaults(environment())),
                        new TarballFetcher(new TarballFetcher.Tools(
                                http,
                                archives,
                                freshness,
                                TreeLimits.DEFAULT,
                                url -> StandardSchemes.language()
                                        .inputFromUrl(FlakeUrl.parse(url), true)
                                        .attrs())),
                        new FileFetcher(http, entries, freshness)));
    }
}
