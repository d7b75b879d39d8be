package dev.flakelock.fetcher.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Makes the one OkHttp client of a transport, when it is first needed. Thread-safe. */
public final class HttpClients implements HttpTransport.ClientSource, AutoCloseable {

    private static final long IDLE_SECONDS = 60;

    /**
     * How the client gets out.
     *
     * @param proxies the proxy for each URL
     * @param caFile the certificates to trust, or null for those of the Java runtime
     */
    public record Route(ProxyRoute proxies, @Nullable Path caFile) {}

    /**
     * Where a client gets out another way than the rest.
     *
     * @param caFile the certificates to trust instead, or null
     * @param proxy the URL of the proxy to use instead, empty for none, or null
     * @param trustsAll whether any certificate of a server is good enough
     */
    public record Variation(@Nullable Path caFile, @Nullable String proxy, boolean trustsAll) {

        boolean isNone() {
            return caFile == null && proxy == null && !trustsAll;
        }
    }

    private final HttpOptions options;
    private final Map<Variation, OkHttpClient> variations = new HashMap<>();
    private final @Nullable Route route;
    private final @Nullable OkHttpClient base;
    private @Nullable OkHttpClient client;
    private boolean closed;

    /** A source that makes a client of its own. */
    public HttpClients(HttpOptions options, Route route) {
        this.options = options;
        this.route = route;
        this.base = null;
    }

    /**
     * A source that derives its client from an existing one: it shares the other's connections, proxies, certificates
     * and timeouts, but leaves redirects and retries to the transport.
     */
    public HttpClients(OkHttpClient base) {
        this.options = HttpOptions.standard();
        this.route = null;
        this.base = base;
    }

    /**
     * Begins to make the client, on a thread of its own: loading all that belongs to TLS takes longer than anything else
     * before the first request. Whoever needs the client meanwhile waits for that one.
     */
    public void prepare() {
        if (base == null) {
            Thread thread = new Thread(this::makeEarly, "flakelock-http");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void makeEarly() {
        try {
            if (!closed) {
                client();
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError failure) {
            // Whoever needs the client will meet it again.
        }
    }

    @Override
    public synchronized OkHttpClient client() throws IOException {
        if (client == null) {
            client = base == null ? create() : passive(base.newBuilder()).build();
        }
        return client;
    }

    /**
     * The client with a variation; it shares the connections of the other. A client that somebody else gave has none: it
     * knows its way.
     *
     * @throws IOException if the certificates cannot be read
     */
    public synchronized OkHttpClient client(Variation variation) throws IOException {
        OkHttpClient plain = client();
        Route usual = route;
        if (variation.isNone() || usual == null) {
            return plain;
        }
        OkHttpClient known = variations.get(variation);
        if (known == null) {
            known = vary(plain.newBuilder(), variation, usual);
            variations.put(variation, known);
        }
        return known;
    }

    private static OkHttpClient vary(OkHttpClient.Builder builder, Variation variation, Route usual)
            throws IOException {
        if (variation.proxy() != null) {
            ProxyRoute proxies = usual.proxies().with(variation.proxy());
            builder.interceptors().remove(usual.proxies());
            builder.proxySelector(proxies).proxyAuthenticator(proxies).addInterceptor(proxies);
        }
        if (variation.trustsAll()) {
            trust(builder, new TrustInAll());
            builder.hostnameVerifier((host, session) -> true);
        } else if (variation.caFile() != null) {
            trust(builder, CaBundle.read(variation.caFile()));
        }
        return builder.build();
    }

    /** Closes the idle connections, unless the client was somebody else's. */
    @Override
    public synchronized void close() {
        closed = true;
        if (client != null && base == null) {
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
            client = null;
        }
    }

    private static OkHttpClient.Builder passive(OkHttpClient.Builder builder) {
        // A connection that the server closed while it was idle is no failure, and is replaced without a word.
        return builder.followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .addNetworkInterceptor(new RawStatus());
    }

    private OkHttpClient create() throws IOException {
        int idle = options.connections() == 0 ? 32 : options.connections();
        OkHttpClient.Builder builder = passive(new OkHttpClient.Builder())
                .connectionPool(new ConnectionPool(idle, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(options.http2() ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1))
                .connectTimeout(options.connectTimeout())
                .readTimeout(options.stallTimeout())
                .writeTimeout(options.stallTimeout())
                .callTimeout(Duration.ZERO);
        if (route != null) {
            builder.proxySelector(route.proxies())
                    .proxyAuthenticator(route.proxies())
                    .addInterceptor(route.proxies());
        }
        Path caFile = route == null ? null : route.caFile();
        X509TrustManager trust = caFile == null ? TlsContexts.systemTrust() : CaBundle.read(caFile);
        trust(builder, trust);
        return builder.build();
    }

    private static void trust(OkHttpClient.Builder builder, X509TrustManager manager) throws IOException {
        builder.sslSocketFactory(TlsContexts.of(manager).getSocketFactory(), manager);
    }
}
