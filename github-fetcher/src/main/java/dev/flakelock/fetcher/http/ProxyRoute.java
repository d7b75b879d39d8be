package dev.flakelock.fetcher.http;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Proxies;
import dev.flakelock.core.settings.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** The proxies of the environment, in the form that OkHttp wants. Thread-safe. */
public final class ProxyRoute extends ProxySelector implements Authenticator, Interceptor {

    private static final String AUTHORIZATION = "Proxy-Authorization";

    private final Proxies proxies;

    /** These proxies. */
    public ProxyRoute(Proxies proxies) {
        this.proxies = proxies;
    }

    /** This proxy for all servers but those that need none; an empty URL for no proxy. */
    ProxyRoute with(String url) {
        return new ProxyRoute(proxies.with(url));
    }

    /** Refuses requests whose proxy cannot be understood: OkHttp would go without. */
    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        try {
            Optional<ProxyServer> server = proxies.proxyFor(url.scheme(), url.host());
            if (server.isPresent() && server.get().kind() == ProxyServer.Kind.HTTPS) {
                String message = "Unsupported proxy: '" + server.get().host() + "' speaks TLS";
                throw new UnusableProxyException(message, new IllegalArgumentException(message));
            }
        } catch (FlakeException e) {
            throw new UnusableProxyException(e.getMessage(), e);
        }
        return chain.proceed(chain.request());
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<ProxyServer> server = proxyFor(uri.getScheme(), host(uri));
        return List.of(server.map(ProxyRoute::proxy).orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // There is no other proxy to try.
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        Request request = response.request();
        // Asked for a second time, the proxy did not like what it was told.
        if (request.header(AUTHORIZATION) != null) {
            return null;
        }
        Optional<Credentials> credentials =
                proxyFor(request.url().scheme(), request.url().host()).flatMap(ProxyServer::credentials);
        return credentials
                .map(who -> request.newBuilder()
                        .header(AUTHORIZATION, HostCredentials.basic(who.user(), who.password()))
                        .build())
                .orElse(null);
    }

    /** The proxy for {@code https} in words, without credentials. */
    public String describe() {
        return proxyFor("https", "")
                .map(server -> "the proxy '" + server.host() + ":" + server.port() + "'")
                .orElse("no proxy (none is set in https_proxy or all_proxy)");
    }

    private Optional<ProxyServer> proxyFor(String scheme, String host) {
        try {
            return proxies.proxyFor(scheme, host);
        } catch (FlakeException e) {
            // Such requests were refused before.
            return Optional.empty();
        }
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost();
    }

    /** Host names are left to the proxy or, for the proxy itself, to OkHttp. */
    private static Proxy proxy(ProxyServer server) {
        boolean socks = server.kind().name().startsWith("SOCKS");
        return new Proxy(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(server.host(), server.port()));
    }
}
