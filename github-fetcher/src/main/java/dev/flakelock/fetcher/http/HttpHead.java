package dev.flakelock.fetcher.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an answer say.
 *
 * @param notModified whether the caller has this version already; then there is no body
 * @param etag the version, or an empty text if the server names none
 * @param immutableUrl the URL that will always have this content, or null; from any answer of the chain of redirects
 * @param urls the chain of redirects: the URL asked for first, the one that answered last
 */
public record HttpHead(
        boolean notModified, String etag, @Nullable String immutableUrl, List<String> urls) {

    /** Copies the collections. */
    public HttpHead {
        urls = List.copyOf(urls);
    }
}
