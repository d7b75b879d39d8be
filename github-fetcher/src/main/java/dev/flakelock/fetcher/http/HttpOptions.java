package dev.flakelock.fetcher.http;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How the transport behaves. The defaults are Nix's.
 *
 * @param connections how many transfers may run at the same time; 0 for no limit
 * @param connectTimeout how long a connection may take to be made; zero for no limit
 * @param stallTimeout how long a server may send nothing; zero for no limit
 * @param attempts how often a request is tried in all; 0 and 1 both mean once
 * @param http2 whether HTTP/2 may be used
 * @param userAgent what to call ourselves
 * @param maxBytes the longest body to accept, as a guard against one that never ends
 * @param route the proxy and the certificates in force, in words, for advice when a host cannot be reached; no secrets
 */
public record HttpOptions(
        int connections,
        Duration connectTimeout,
        Duration stallTimeout,
        int attempts,
        boolean http2,
        String userAgent,
        long maxBytes,
        Supplier<String> route) {

    private static final long DEFAULT_MAX_BYTES = 16L << 30;

    /** Nix's defaults. */
    public static HttpOptions standard() {
        return new HttpOptions(
                25,
                Duration.ofSeconds(15),
                Duration.ofSeconds(300),
                5,
                true,
                userAgent(""),
                DEFAULT_MAX_BYTES,
                () -> "no proxy and the certificates of the Java runtime");
    }

    /**
     * The User-Agent: our own name, and Nix's version after it for servers that answer Nix in a special way.
     *
     * @param suffix the setting {@code user-agent-suffix}; may be empty
     */
    public static String userAgent(String suffix) {
        String version = HttpOptions.class.getPackage().getImplementationVersion();
        String agent = "flakelock/" + (version == null ? "dev" : version) + " Nix/2.34.8";
        return suffix.isEmpty() ? agent : agent + " " + suffix;
    }

    /** These options with this many attempts. */
    public HttpOptions withAttempts(int count) {
        return new HttpOptions(connections, connectTimeout, stallTimeout, count, http2, userAgent, maxBytes, route);
    }

    /** These options with this limit of simultaneous transfers. */
    public HttpOptions withConnections(int count) {
        return new HttpOptions(count, connectTimeout, stallTimeout, attempts, http2, userAgent, maxBytes, route);
    }

    /** These options with this limit of the length of a body. */
    public HttpOptions withMaxBytes(long bytes) {
        return new HttpOptions(connections, connectTimeout, stallTimeout, attempts, http2, userAgent, bytes, route);
    }
}
