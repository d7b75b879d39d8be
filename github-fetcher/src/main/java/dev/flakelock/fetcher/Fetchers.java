package dev.flakelock.fetcher;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.Downloads;
import dev.flakelock.core.ref.Attrs;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Netrc;
import dev.flakelock.core.settings.Proxies;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.cache.ArchiveCache;
import dev.flakelock.fetcher.cache.CachedDownloads;
import dev.flakelock.fetcher.cache.DiskStore;
import dev.flakelock.fetcher.cache.EntryStore;
import dev.flakelock.fetcher.cache.Freshness;
import dev.flakelock.fetcher.cache.MemoryStore;
import dev.flakelock.fetcher.forge.ForgeFetcher;
import dev.flakelock.fetcher.forge.ForgeTokens;
import dev.flakelock.fetcher.git.GitFetcher;
import dev.flakelock.fetcher.git.GitSetup;
import dev.flakelock.fetcher.hg.MercurialFetcher;
import dev.flakelock.fetcher.http.HostCredentials;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.http.Pause;
import dev.flakelock.fetcher.http.ProxyRoute;
import dev.flakelock.fetcher.path.PathFetcher;
import dev.flakelock.fetcher.tarball.FileFetcher;
import dev.flakelock.fetcher.tarball.TarballFetcher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The fetchers of all types, made from Nix's settings. Thread-safe; to be closed when the last fetch is
 * over. Nothing is connected to, read or written before the first fetch.
 */
public final class Fetchers implements AutoCloseable {

    private static final long DISK_BYTES = 512L << 20;

    private final HttpTransport transport;
    private final HttpClients clients;
    private final EntryStore store;
    private final Freshness freshness;
    private final CachedDownloads downloads;
    private final InputFetcher github;
    private final InputFetcher gitlab;
    private final InputFetcher sourcehut;
    private final InputFetcher tarball;
    private final InputFetcher file;
    private final InputFetcher path;
    private final InputFetcher hg;
    private final InputFetcher git;

    private Fetchers(Builder builder) {
        Settings settings = builder.settings;
        this.clients = builder.clients();
        this.transport = builder.transport(clients);
        this.store = builder.store();
        this.freshness = new Freshness(settings.tarballTtl(), builder.clock);
        ArchiveCache archives = new ArchiveCache(store);
        this.downloads = new CachedDownloads(transport, store, freshness);
        ForgeFetcher.Tools forges =
                new ForgeFetcher.Tools(transport, downloads, archives, ForgeTokens.of(settings), freshness);
        this.github = ForgeFetcher.gitHub(forges);
        this.gitlab = ForgeFetcher.gitLab(forges);
        this.sourcehut = ForgeFetcher.sourceHut(forges);
        this.tarball =
                new TarballFetcher(new TarballFetcher.Tools(transport, archives, freshness, Fetchers::immutable));
        this.file = new FileFetcher(transport, store, freshness);
        this.path = new PathFetcher(settings.useCaseHack());
        this.hg = new MercurialFetcher(
                settings, settings.environment().ownCacheDir().resolve("hg"));
        this.git = new GitFetcher(new GitSetup(
                settings,
                settings.environment().ownCacheDir().resolve("git"),
                clients::client,
                new StoredGitFacts(store, builder.clock),
                builder.clock));
    }

    /** A builder of fetchers with these settings. */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** Downloads the global registry. */
    public Downloads downloads() {
        return downloads;
    }

    /** The transport, for fetchers that are not made here. */
    public HttpTransport transport() {
        return transport;
    }

    /** The client of the transport, for protocols of their own. */
    public HttpTransport.ClientSource clients() {
        return clients;
    }

    /** What is remembered between runs, for fetchers that are not made here. */
    public EntryStore store() {
        return store;
    }

    /** How long the answers of servers count. */
    public Freshness freshness() {
        return freshness;
    }

    /** All fetchers. */
    public InputFetchers all() {
        return new InputFetchers(github, gitlab, sourcehut, git, hg, path, tarball, file);
    }

    /** Closes idle connections, unless the client was given. */
    @Override
    public void close() {
        clients.close();
    }

    private static Attrs immutable(String url) throws FlakeException {
        return StandardSchemes.language()
                .inputFromUrl(FlakeUrl.parse(url), true)
                .attrs();
    }

    /** Makes fetchers. */
    public static final class Builder {

        private final Settings settings;
        private InstantSource clock = Clock.systemUTC();
        private Pause pause = Pause.real();
        private @Nullable OkHttpClient client;
        private long memoryBytes;
        private boolean withDisk = true;

        private Builder(Settings settings) {
            this.settings = settings;
        }

        /** Tells the time with this clock. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** Waits between attempts like this. */
        public Builder pause(Pause waiting) {
            this.pause = waiting;
            return this;
        }

        /** Goes through this client, with its proxies, certificates and timeouts, instead of one made from settings. */
        public Builder client(OkHttpClient given) {
            this.client = given;
            return this;
        }

        /** Also remembers in memory, for programs that live long; about so many bytes. */
        public Builder memory(long bytes) {
            this.memoryBytes = bytes;
            return this;
        }

        /** Remembers nothing on disk. */
        public Builder withoutDisk() {
            this.withDisk = false;
            return this;
        }

        /** The fetchers. */
        public Fetchers build() {
            return new Fetchers(this);
        }

        private EntryStore store() {
            Path directory = settings.environment().ownCacheDir();
            EntryStore disk = withDisk ? new DiskStore(directory, DISK_BYTES, clock) : EntryStore.none();
            return memoryBytes > 0 ? new MemoryStore(disk, memoryBytes) : disk;
        }

        private HttpClients clients() {
            return client != null ? new HttpClients(client) : new HttpClients(options(), route());
        }

        private HttpTransport transport(HttpClients clients) {
            HttpTransport.Surroundings surroundings = new HttpTransport.Surroundings(
                    clock, pause, () -> ThreadLocalRandom.current().nextDouble());
            return new HttpTransport(clients, options(), hostCredentials(), surroundings);
        }

        private HttpClients.Route route() {
            return new HttpClients.Route(proxies(), settings.sslCertFile().orElse(null));
        }

        private ProxyRoute proxies() {
            return new ProxyRoute(new Proxies(settings.environment()));
        }

        private HttpOptions options() {
            HttpOptions standard = HttpOptions.standard();
            return new HttpOptions(
                    clamped(settings.httpConnections()),
                    settings.connectTimeout(),
                    settings.stalledDownloadTimeout(),
                    clamped(settings.downloadAttempts()),
                    settings.http2(),
                    HttpOptions.userAgent(settings.userAgentSuffix()),
                    standard.maxBytes(),
                    this::words);
        }

        private String words() {
            return proxies().describe() + " and "
                    + settings.sslCertFile()
                            .map(certificates -> "the certificates in '" + certificates + "'")
                            .orElse("the certificates of the Java runtime");
        }

        private HostCredentials hostCredentials() {
            Supplier<Netrc> netrc = new Once<>(() -> Netrc.read(settings.netrcFile()));
            return (host, user) -> {
                Optional<Credentials> found = user.isEmpty()
                        ? netrc.get().credentialsFor(host)
                        : netrc.get().credentialsFor(host, user);
                return found.map(who -> HostCredentials.basic(who.user(), who.password()));
            };
        }

        private static int clamped(long number) {
            return (int) Math.min(Integer.MAX_VALUE, number);
        }
    }

    /** Computes a value once, when it is first needed. */
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> source;
        private @Nullable T value;

        Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public synchronized T get() {
            T known = value;
            if (known == null) {
                known = source.get();
                value = known;
            }
            return known;
        }
    }
}
