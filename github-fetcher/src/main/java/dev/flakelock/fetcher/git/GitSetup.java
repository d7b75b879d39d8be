package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * What fetching from git depends on.
 *
 * @param settings Nix's settings, and the environment in which commands run
 * @param secrets passwords that the embedding program knows
 * @param cacheDirectory where copies of remote repositories are kept
 * @param http makes the client for repositories on web servers
 * @param facts what is known of commits
 * @param clock the time, for the age of copies
 */
public record GitSetup(
        Settings settings, Secrets secrets, Path cacheDirectory, HttpSource http, GitFacts facts, InstantSource clock) {

    /** The same with a password for this host. */
    GitSetup knowing(String server, Credentials known) {
        Secrets all = new Secrets() {
            @Override
            public Optional<Credentials> credentials(String host, String user) {
                return secrets.credentials(host, user)
                        .or(() -> host.equalsIgnoreCase(server) ? Optional.of(known) : Optional.empty());
            }
        };
        return new GitSetup(settings, all, cacheDirectory, http, facts, clock);
    }

    /** Makes the HTTP client when it is first needed; it carries proxies, certificates and time limits. */
    @FunctionalInterface
    public interface HttpSource {

        /**
         * The client. It may follow redirects or not; git's own rules apply either way.
         *
         * @param variation what git's configuration wants to be different
         * @throws IOException if the certificates to trust cannot be read, for example
         */
        OkHttpClient client(HttpClients.Variation variation) throws IOException;

        /**
         * Waits until one more conversation with a server may be held.
         *
         * @return ends it
         * @throws FlakeException if the fetch is cancelled meanwhile
         */
        default HttpTransport.Place enter(FetchContext context) throws FlakeException {
            return () -> {};
        }

        /**
         * Sends a request, as often as the settings say if it fails.
         *
         * @param calls makes the call of each attempt
         * @return the answer, which may be a redirect or 401
         * @throws HttpFailure if the server refuses it, or cannot be reached
         */
        default Response send(Supplier<Call> calls, FetchContext context) throws IOException, HttpFailure {
            return calls.get().execute();
        }

        /** The longest answer to accept, in bytes, as a guard against one that never ends. */
        default long maxBytes() {
            return HttpOptions.standard().maxBytes();
        }
    }
}
