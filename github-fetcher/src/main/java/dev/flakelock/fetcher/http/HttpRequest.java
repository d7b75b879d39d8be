package dev.flakelock.fetcher.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GET request.
 *
 * @param url the URL, {@code http} or {@code https}, sent as it is as far as HTTP allows
 * @param credentials headers that hold secrets; sent to the host of this URL only, never after a redirect elsewhere
 * @param etag the version that the caller has already, or null; an empty one counts as none
 */
public record HttpRequest(
        String url,
        Map<String, String> credentials,
        @Nullable String etag) {

    public HttpRequest {
        credentials = Map.copyOf(credentials);
    }

    /** A request without credentials. */
    public static HttpRequest of(String url) {
        return new HttpRequest(url, Map.of(), null);
    }

    /** This request, answered with 304 if the resource is still of this version. */
    public HttpRequest ifNoneMatch(@Nullable String version) {
        return new HttpRequest(url, credentials, version);
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "GET " + SafeUrl.of(url);
    }
}
