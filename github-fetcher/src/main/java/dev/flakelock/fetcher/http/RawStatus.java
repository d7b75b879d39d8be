package dev.flakelock.fetcher.http;

import java.io.IOException;
import java.net.Proxy;
import java.util.Set;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Hides some statuses from OkHttp, which would repeat the request by itself, or fail: attempts are counted and announced
 * here, and nowhere else. Inside the client a hidden status is larger by a thousand.
 */
final class RawStatus implements Interceptor {

    private static final int HIDDEN = 1000;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final Set<Integer> REPEATED_BY_OKHTTP = Set.of(408, 421, 503);

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        int status = response.code();
        boolean strayProxyAnswer = status == PROXY_AUTHENTICATION && !isProxied(chain.connection());
        boolean hide = strayProxyAnswer || REPEATED_BY_OKHTTP.contains(status);
        return hide ? response.newBuilder().code(status + HIDDEN).build() : response;
    }

    /** The answer as the server gave it. */
    static Response restore(Response response) {
        boolean hidden = response.code() >= HIDDEN;
        return hidden ? response.newBuilder().code(response.code() - HIDDEN).build() : response;
    }

    private static boolean isProxied(@Nullable Connection connection) {
        return connection != null && connection.route().proxy().type() == Proxy.Type.HTTP;
    }
}
