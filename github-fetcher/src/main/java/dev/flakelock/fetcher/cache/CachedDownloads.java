package dev.flakelock.fetcher.cache;

import dev.flakelock.core.error.ErrorText;
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
import org.jspecify.annotations.Nullable;

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

    /** Another way to an answer. */
    @FunctionalInterface
    public interface Detour {

        /**
         * The answer, if it can be had without the server and is to be.
         *
         * @param failure what the server has refused with, or null before it is asked
         * @throws FlakeException if nobody wants the answer any more
         */
        Optional<byte[]> answer(@Nullable HttpFailure failure) throws FlakeException;

        /** No other way. */
        static Detour none() {
            return failure -> Optional.empty();
        }
    }

    private final HttpTransport transport;
    private final EntryStore store;
    private final Freshness freshness;
    private final InFlight<byte[]> running = new InFlight<>();

    /** Downloads through this transport that are remembered in this store. */
    public CachedDownloads(HttpTransport transport, EntryStore store, Freshness freshness) {
        this.transport = transport;
        this.store = store;
        this.freshness = freshness;
    }

    @Override
    public byte[] download(String url, FetchContext context) throws FlakeException {
        return get(HttpRequest.of(url), body -> {}, Detour.none(), context);
    }

    /**
     * The body at the URL of this request. What the check refuses is not remembered: the page of a log-in or a damaged
     * answer must not count for as long as an answer does.
     *
     * @throws FlakeException if it can neither be downloaded nor taken from the cache, or the check refuses it
     */
    public byte[] get(HttpRequest request, Check check, Detour detour, FetchContext context) throws FlakeException {
        return running.get(key(request.url()), context, () -> freshOrAsked(request, check, detour, context));
    }

    private byte[] freshOrAsked(HttpRequest request, Check check, Detour detour, FetchContext context)
            throws FlakeException {
        Optional<CacheEntry> cached = store.read(key(request.url()), context::warn);
        if (cached.isPresent() && freshness.covers(cached.get().time())) {
            return cached.get().blob();
        }
        Optional<byte[]> early = detour.answer(null);
        return early.isPresent()
                ? remember(request, early.get(), context)
                : ask(request, check, detour, cached, context);
    }

    private byte[] ask(
            HttpRequest request, Check check, Detour detour, Optional<CacheEntry> cached, FetchContext context)
            throws FlakeException {
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
            if (e.kind() == HttpFailure.Kind.CANCELLED) {
                throw e;
            }
            Optional<byte[]> other = detour.answer(e);
            if (other.isPresent()) {
                return remember(request, other.get(), context);
            }
            if (cached.isEmpty()) {
                throw e;
            }
            context.warn(e.getMessage() + "; using cached version");
            String hint = e.hint();
            if (hint != null) {
                context.notice(ErrorText.hintBelowWarning(hint));
            }
            return cached.get().blob();
        }
    }

    /** An answer from elsewhere, of which the server knows no version. */
    private byte[] remember(HttpRequest request, byte[] body, FetchContext context) {
        store.write(key(request.url()), new CacheEntry(freshness.now(), Map.of(), body), context::warn);
        return body;
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
