package dev.flakelock.fetcher;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.resolve.CommitLookup;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Netrc;
import dev.flakelock.core.settings.Proxies;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.cache.ArchiveCache;
import dev.flakelock.fetcher.cache.CachedDownloads;
import dev.flakelock.fetcher.cache.DiskStore;
import dev.flakelock.fetcher.cache.EntryStore;
import dev.flakelock.fetcher.cache.Freshness;
import dev.flakelock.fetcher.cache.MemoryStore;
import dev.flakelock.fetcher.forge.ApiQuotas;
import dev.flakelock.fetcher.forge.ForgeFetcher;
import dev.flakelock.fetcher.forge.ForgeTokens;
import dev.flakelock.fetcher.git.GitFetcher;
import dev.flakelock.fetcher.git.GitPasswords;
import dev.flakelock.fetcher.git.GitSetup;
import dev.flakelock.fetcher.git.RepositoryCommits;
import dev.flakelock.fetcher.hg.MercurialFetcher;
import dev.flakelock.fetcher.http.HostCredentials;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.http.Pause;
import dev.flakelock.fetcher.http.ProxyRoute;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.path.PathFetcher;
import dev.flakelock.fetcher.tarball.FileFetcher;
import dev.flakelock.fetcher.tarball.TarballFetcher;
import dev.flakelock.fetcher.tree.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the fetchers and what they share, each part when it is first needed. Thread-safe. */
final class FetcherParts {

    private static final long DISK_BYTES = 512L << 20;

    /** What the parts are made from. */
    record Choices(
            Settings settings,
            Secrets secrets,
            InstantSource clock,
            Pause pause,
            @Nullable OkHttpClient client,
            long memoryBytes,
            CacheDirectory cache) {

        Choices withSettings(Settings changed) {
            return new Choices(changed, secrets, clock, pause, client, memoryBytes, cache);
        }

        Choices withoutCache() {
            return new Choices(settings, secrets, clock, pause, client, 0, CacheDirectory.temporary());
        }
    }

    private static final List<Setting<?>> NETWORK = List.of(
            Setting.CONNECT_TIMEOUT,
            Setting.DOWNLOAD_ATTEMPTS,
            Setting.FLAKELOCK_MAX_DOWNLOAD,
            Setting.HTTP2,
            Setting.HTTP_CONNECTIONS,
            Setting.NETRC_FILE,
            Setting.SSL_CERT_FILE,
            Setting.STALLED_DOWNLOAD_TIMEOUT,
            Setting.USER_AGENT_SUFFIX);

    private final Choices choices;
    private final @Nullable FetcherParts lender;
    private final Once<HttpClients> clients = new Once<>(this::makeClients);
    private final Once<HttpTransport> transport = new Once<>(this::makeTransport);
    private final Once<EntryStore> store = new Once<>(this::makeStore);
    private final Once<CachedDownloads> downloads = new Once<>(this::makeDownloads);
    private final Once<Netrc> netrc = new Once<>(this::readNetrc);
    private final InputFetchers all = new InputFetchers(
            new LazyFetcher(new Once<>(() -> ForgeFetcher.gitHub(forges()))),
            new LazyFetcher(new Once<>(() -> ForgeFetcher.gitLab(forges()))),
            new LazyFetcher(new Once<>(() -> ForgeFetcher.sourceHut(forges()))),
            new LazyFetcher(new Once<>(this::git)),
            new LazyFetcher(new Once<>(this::hg)),
            new LazyFetcher(new Once<>(this::path)),
            new LazyFetcher(new Once<>(this::tarball)),
            new LazyFetcher(new Once<>(this::file)));

    FetcherParts(Choices choices) {
        this(choices, null);
    }

    /**
     * Parts with these choices.
     *
     * @param lender lends its cache, and its connections if the settings for them are the same; null for none
     */
    private FetcherParts(Choices choices, @Nullable FetcherParts lender) {
        this.choices = choices;
        this.lender = lender;
    }

    /** Parts with other settings that share what they can. */
    FetcherParts withSettings(Settings changed) {
        return new FetcherParts(choices.withSettings(changed), this);
    }

    /** The same parts, which begin with nothing remembered. */
    FetcherParts withoutCache() {
        return new FetcherParts(choices.withoutCache());
    }

    InputFetchers all() {
        return all;
    }

    CachedDownloads downloads() {
        return downloads.get();
    }

    private InputFetcher tarball() {
        return new TarballFetcher(new TarballFetcher.Tools(
                transport(), archives(), freshness(), Limits.of(settings()), FetcherParts::immutable));
    }

    private InputFetcher file() {
        return new FileFetcher(transport(), store(), freshness());
    }

    private InputFetcher path() {
        return new PathFetcher(settings());
    }

    private InputFetcher hg() {
        return new MercurialFetcher(settings(), cacheDirectory("hg"), choices.clock());
    }

    private InputFetcher git() {
        return new GitFetcher(gitSetup());
    }

    CommitLookup commits() {
        ForgeTokens tokens = ForgeTokens.of(settings(), choices.secrets());
        return new RepositoryCommits(gitSetup(), tokens::forGit);
    }

    private GitSetup gitSetup() {
        return new GitSetup(
                settings(),
                choices.secrets(),
                cacheDirectory("git"),
                gitHttp(),
                new StoredGitFacts(store(), choices.clock()),
                choices.clock());
    }

    private GitSetup.HttpSource gitHttp() {
        return new GitSetup.HttpSource() {
            @Override
            public OkHttpClient client(HttpClients.Variation variation) throws IOException {
                return clients().client(variation);
            }

            @Override
            public HttpTransport.Place enter(FetchContext context) throws FlakeException {
                return transport().enter(context);
            }

            @Override
            public Response send(Supplier<Call> calls, FetchContext context) throws HttpFailure {
                return transport().send(calls, context);
            }

            @Override
            public long maxBytes() {
                return settings().maxDownload();
            }
        };
    }

    void close() {
        // A method reference would load the client's class even when there is nothing to close.
        HttpClients known = clients.made();
        if (known != null) {
            known.close();
        }
        if (lender == null) {
            choices.cache().close();
        }
    }

    private EntryStore store() {
        return lender == null ? store.get() : lender.store();
    }

    private HttpClients clients() {
        return lender != null && isSameNetwork(lender) ? lender.clients() : clients.get();
    }

    private HttpTransport transport() {
        return lender != null && isSameNetwork(lender) ? lender.transport() : transport.get();
    }

    private boolean isSameNetwork(FetcherParts other) {
        return NETWORK.stream()
                .allMatch(setting ->
                        settings().value(setting).equals(other.settings().value(setting)));
    }

    Settings settings() {
        return choices.settings();
    }

    private Path cacheDirectory(String name) {
        return choices.cache().path().resolve(name);
    }

    private ForgeFetcher.Tools forges() {
        return new ForgeFetcher.Tools(
                transport(),
                downloads(),
                archives(),
                ForgeTokens.of(settings(), choices.secrets()).or(this::passwordOfGit),
                new ApiQuotas(store(), choices.clock()),
                freshness(),
                Limits.of(settings()));
    }

    private Optional<String> passwordOfGit(String url) {
        return new GitPasswords(settings().environment()).find(url).map(Credentials::password);
    }

    private ArchiveCache archives() {
        return new ArchiveCache(store());
    }

    private Freshness freshness() {
        return new Freshness(settings().tarballTtl(), choices.clock());
    }

    private CachedDownloads makeDownloads() {
        return new CachedDownloads(transport(), store(), freshness());
    }

    private static Attrs immutable(String url) throws FlakeException {
        return StandardSchemes.language()
                .inputFromUrl(FlakeUrl.parse(url), true)
                .attrs();
    }

    private EntryStore makeStore() {
        CacheDirectory cache = choices.cache();
        EntryStore disk =
                cache.isLasting() ? new DiskStore(cache.path(), DISK_BYTES, choices.clock()) : EntryStore.none();
        return choices.memoryBytes() > 0 ? new MemoryStore(disk, choices.memoryBytes()) : disk;
    }

    private HttpClients makeClients() {
        OkHttpClient given = choices.client();
        return given != null ? new HttpClients(given) : new HttpClients(options(), route());
    }

    private HttpTransport makeTransport() {
        HttpTransport.Surroundings surroundings = new HttpTransport.Surroundings(
                choices.clock(),
                choices.pause(),
                () -> ThreadLocalRandom.current().nextDouble());
        HttpClients source = clients();
        source.prepare();
        return new HttpTransport(source, options(), hostCredentials(), surroundings);
    }

    private HttpClients.Route route() {
        return new HttpClients.Route(proxies(), settings().sslCertFile().orElse(null));
    }

    private ProxyRoute proxies() {
        return new ProxyRoute(new Proxies(settings().environment()));
    }

    private HttpOptions options() {
        return new HttpOptions(
                clamped(settings().httpConnections()),
                settings().connectTimeout(),
                settings().stalledDownloadTimeout(),
                clamped(settings().downloadAttempts()),
                settings().http2(),
                HttpOptions.userAgent(settings().userAgentSuffix()),
                settings().maxDownload(),
                this::words);
    }

    private String words() {
        return proxies().describe() + " and "
                + settings()
                        .sslCertFile()
                        .map(certificates -> "the certificates in '" + certificates + "'")
                        .orElse("the certificates of the Java runtime");
    }

    private HostCredentials hostCredentials() {
        return (host, user) -> {
            Optional<Credentials> found = choices.secrets().credentials(host, user);
            return found.or(() -> listed(host, user)).map(who -> HostCredentials.basic(who.user(), who.password()));
        };
    }

    private Optional<Credentials> listed(String host, String user) {
        return user.isEmpty() ? netrc.get().credentialsFor(host) : netrc.get().credentialsFor(host, user);
    }

    private static int clamped(long number) {
        return (int) Math.min(Integer.MAX_VALUE, number);
    }

    private Netrc readNetrc() {
        return Netrc.read(settings().netrcFile());
    }
}
