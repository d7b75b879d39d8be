package dev.flakelock.fetcher;

import dev.flakelock.core.fetch.Downloads;
import dev.flakelock.core.resolve.CommitLookup;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.http.Pause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The fetchers of all types, made from Nix's settings. Thread-safe; to be closed when the last fetch is over.
 *
 * <p>Nothing is connected to, read or written before the first fetch, and the fetcher of a type, with the libraries
 * behind it, is made when something of the type is fetched: a lock that needs nothing costs nothing here.
 */
public final class Fetchers implements AutoCloseable {

    private final List<FetcherParts> earlier = new ArrayList<>();
    private volatile FetcherParts parts;

    private Fetchers(FetcherParts parts) {
        this.parts = parts;
    }

    /** A builder of fetchers with these settings. */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** Downloads the global registry. */
    public Downloads downloads() {
        return (url, context) -> parts.downloads().download(url, context);
    }

    /** All fetchers. */
    public InputFetchers all() {
        return new InputFetchers(
                new LazyFetcher(() -> parts.all().github()),
                new LazyFetcher(() -> parts.all().gitlab()),
                new LazyFetcher(() -> parts.all().sourcehut()),
                new LazyFetcher(() -> parts.all().git()),
                new LazyFetcher(() -> parts.all().hg()),
                new LazyFetcher(() -> parts.all().path()),
                new LazyFetcher(() -> parts.all().tarball()),
                new LazyFetcher(() -> parts.all().file()));
    }

    /**
     * Has all fetches and downloads that begin from now on follow these settings, as when a flake configures something
     * for its inputs. Those under way go on with the earlier ones.
     */
    public synchronized void changeSettings(Settings settings) {
        FetcherParts before = parts;
        if (!before.settings().equals(settings)) {
            earlier.add(before);
            parts = before.withSettings(settings);
        }
    }

    /**
     * Fetchers with other settings that share the cache with these and, unless the settings say something else about
     * the network, the connections. Closing them closes only what is their own.
     */
    public Fetchers withSettings(Settings settings) {
        return new Fetchers(parts.withSettings(settings));
    }

    /**
     * Fetchers with the same settings that know nothing of what these have fetched, and remember nothing on disk either:
     * to find out whether what is remembered is still so. To be closed apart from these.
     */
    public Fetchers withoutCache() {
        return new Fetchers(parts.withoutCache());
    }

    /** Looks for commits in the repositories of inputs. */
    public CommitLookup commits() {
        return (input, ref, context) -> parts.commits().find(input, ref, context);
    }

    /** Closes idle connections, unless the client was given. */
    @Override
    public synchronized void close() {
        earlier.forEach(FetcherParts::close);
        parts.close();
    }

    /** Makes fetchers. */
    public static final class Builder {

        private final Settings settings;
        private InstantSource clock = Clock.systemUTC();
        private Pause pause = Pause.real();
        private @Nullable OkHttpClient client;
        private long memoryBytes;
        private boolean withDisk = true;
        private @Nullable Path cacheDirectory;
        private Secrets secrets = Secrets.none();

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

        /** Remembers in this directory instead of {@code Environment.ownCacheDir()}. */
        public Builder cacheDirectory(Path directory) {
            this.cacheDirectory = directory;
            return this;
        }

        /** Asks here for tokens and passwords first. */
        public Builder secrets(Secrets source) {
            this.secrets = source;
            return this;
        }

        /** Remembers nothing on disk; what needs a directory has a temporary one until the fetchers are closed. */
        public Builder withoutDisk() {
            this.withDisk = false;
            return this;
        }

        /** The fetchers. */
        public Fetchers build() {
            Path directory = cacheDirectory != null
                    ? cacheDirectory
                    : settings.environment().ownCacheDir();
            CacheDirectory cache = withDisk ? CacheDirectory.lasting(directory) : CacheDirectory.temporary();
            return new Fetchers(new FetcherParts(
                    new FetcherParts.Choices(settings, secrets, clock, pause, client, memoryBytes, cache)));
        }
    }
}
