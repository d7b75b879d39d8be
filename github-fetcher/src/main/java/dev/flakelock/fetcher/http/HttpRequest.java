package dev.flakelock.fetcher.http;

import dev.flakelock.core.text.SafeUrl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request: GET, or POST if it has contents.
 *
 * @param url the URL, {@code http} or {@code https}, sent as it is as far as HTTP allows
 * @param credentials headers that hold secrets; sent to the host of this URL only, never after a redirect elsewhere
 * @param etag the version that the caller has already, or null; an empty one counts as none
 * @param posted what is sent, or null; such a request is not redirected
 */
public record HttpRequest(
        String url,
        Map<String, String> credentials,
        @Nullable String etag,
        @Nullable Posted posted) {

    /**
     * What a request sends.
     *
     * @param type its media type
     * @param headers what else the server is told, no secrets
     * @param text the body, in UTF-8
     */
    public record Posted(String type, Map<String, String> headers, String text) {

        /** Copies the collections. */
        public Posted {
            headers = Map.copyOf(headers);
        }
    }

    /** Copies the collections. */
    public HttpRequest {
        credentials = Map.copyOf(credentials);
    }

    /** A GET request. */
    public HttpRequest(String url, Map<String, String> credentials, @Nullable String etag) {
        this(url, credentials, etag, null);
    }

    /** This request with contents. */
    public HttpRequest posting(Posted contents) {
        return new HttpRequest(url, credentials, etag, contents);
    }

    /** A request without credentials. */
    public static HttpRequest of(String url) {
        return new HttpRequest(url, Map.of(), null);
    }

    /** This request, answered with 304 if the resource is still of this version. */
    public HttpRequest ifNoneMatch(@Nullable String version) {
        return new HttpRequest(url, credentials, version, posted);
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return (posted == null ? "GET " : "POST ") + SafeUrl.of(url);
    }
}
