package dev.flakelock.fetcher.cache;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.Downloads;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.http.HttpDownload;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpHead;
import dev.flakelock.fetcher.http.HttpRequest;
import dev.flakelock.fetcher.http.HttpTransport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Small downloads that are remembered: answers about branches and tags, and the global registry. While an answer is
 * fresh nobody is asked; then the server is asked whether it has changed; and if the server cannot be reached the old
 * answer counts, with a warning. Thread-safe.
 */
public final class CachedDownloads implements Downloads {

    private static final int MAX_BYTES = 64 << 20;

    /** Says whether an answer can be used. */
    @FunctionalInterface
    public interface Check {

        /**
         * Looks at an answer that the server calls good.
         *
         * @throws FlakeException if it is of no use
         */
        void check(byte[] body) throws FlakeException;
    }

    private final HttpTransport transport;
    private final EntryStore store;
    private final Freshness freshness;

    /** Downloads through this transport that are remembered in this store. */
    public CachedDownloads(HttpTransport transport, EntryStore store, Freshness freshness) {
        this.transport = transport;
        this.store = store;
        this.freshness = freshness;
    }

    @Override
    public byte[] download(String url, FetchContext context) throws FlakeException {
        return get(HttpRequest.of(url), body -> {}, context);
    }

    /**
     * The body at the URL of this request. What the check refuses is not remembered: the page of a log-in or a damaged
     * answer must not count for as long as an answer does.
     *
     * @throws FlakeException if it can neither be downloaded nor taken from the cache, or the check refuses it
     */
    public byte[] get(HttpRequest request, Check check, FetchContext context) throws FlakeException {
        Optional<CacheEntry> cached = store.read(key(request.url()), context::warn);
        if (cached.isPresent() && freshness.covers(cached.get().time())) {
            return cached.get().blob();
        }
        String etag = cached.flatMap(entry -> entry.field("etag")).orElse(null);
        try {
            HttpDownload answer = transport.download(request.ifNoneMatch(etag), MAX_BYTES, context);
            byte[] body = cached.isPresent() && answer.head().notModified()
                    ? cached.get().blob()
                    : answer.body();
            check.check(body);
            remember(answer.head(), body, context);
            return body;
        } catch (HttpFailure e) {
            if (cached.isEmpty() || e.kind() == HttpFailure.Kind.CANCELLED) {
                throw e;
            }
            context.warn(e.getMessage() + "; using cached version");
            return cached.get().blob();
        }
    }

    private void remember(HttpHead head, byte[] body, FetchContext context) {
        Map<String, String> fields = new HashMap<>();
        fields.put("etag", head.etag());
        CacheEntry entry = new CacheEntry(freshness.now(), fields, body);
        for (String url : head.urls()) {
            store.write(key(url), entry, context::warn);
        }
    }

    private static CacheKey key(String url) {
        return CacheKey.ofUrl("download", url);
    }
}
