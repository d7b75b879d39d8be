package dev.flakelock.fetcher.testing;

import dev.flakelock.fetcher.http.HostCredentials;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.http.HttpTransport;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** A transport in which no time passes: waiting is only written down, and chance always gives zero. */
public final class TestTransport {

    /** The time that it always is. */
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final ConnectionPool pool = new ConnectionPool();
    private final OkHttpClient client;
    private HttpOptions options = HttpOptions.standard();
    private HostCredentials credentials = HostCredentials.none();

    public TestTransport() {
        this(new OkHttpClient());
    }

    public TestTransport(OkHttpClient base) {
        this.client = base.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .connectionPool(pool)
                .readTimeout(Duration.ofSeconds(20))
                .build();
    }

    public TestTransport options(HttpOptions changed) {
        this.options = changed;
        return this;
    }

    public TestTransport credentials(HostCredentials changed) {
        this.credentials = changed;
        return this;
    }

    public HttpTransport build() {
        return build(new HttpClients(client));
    }

    public HttpTransport build(HttpTransport.ClientSource source) {
        HttpTransport.Surroundings surroundings =
                new HttpTransport.Surroundings(() -> NOW, (delay, context) -> pauses.add(delay), () -> 0);
        return new HttpTransport(source, options, credentials, surroundings);
    }

    /** How long was waited, in milliseconds. */
    public List<Long> pauses() {
        return pauses.stream().map(Duration::toMillis).toList();
    }

    /** How many connections carry a transfer. */
    public int busyConnections() {
        return pool.connectionCount() - pool.idleConnectionCount();
    }
}
