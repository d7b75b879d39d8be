package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.fetcher.cache.CacheEntry;
import dev.flakelock.fetcher.cache.CacheKey;
import dev.flakelock.fetcher.cache.EntryStore;
import dev.flakelock.fetcher.cache.Freshness;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpHead;
import dev.flakelock.fetcher.http.HttpRequest;
import dev.flakelock.fetcher.http.HttpStream;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.http.TransferException;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.tree.TreeErrors;
import dev.flakelock.narhash.FileHasher;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches single files from {@code http}, {@code https} and {@code file} URLs. The tree is the file itself, not
 * executable. Thread-safe.
 */
public final class FileFetcher implements InputFetcher {

    private static final String ETAG = "etag";
    private static final String NAR_HASH = "narHash";
    private static final byte[] NOTHING = new byte[0];

    private final HttpTransport transport;
    private final EntryStore store;
    private final Freshness freshness;

    /** A fetcher that downloads with this transport and remembers hashes in this store. */
    public FileFetcher(HttpTransport transport, EntryStore store, Freshness freshness) {
        this.transport = transport;
        this.store = store;
        this.freshness = freshness;
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        Attrs asked = input.attrs();
        String url = Urls.required(asked);
        Optional<Path> file = LocalFile.of(url);
        Hash narHash = file.isPresent() ? hash(file.get()) : remote(asked, url, context);
        Attrs found = asked.with(NAR_HASH, narHash.toSri());
        SingleFile tree = new SingleFile("«" + input.withAttrs(found).show() + "»", () -> contents(url, context));
        return FetchedTree.hashed(found, tree, narHash).withFingerprint(narHash::toSri);
    }

    private static Hash hash(Path file) throws FlakeException {
        try {
            return FileHasher.hash(file).hash();
        } catch (IOException e) {
            throw TreeErrors.unreadable(file.toString(), e);
        }
    }

    private Hash remote(Attrs asked, String url, FetchContext context) throws FlakeException {
        Optional<CacheEntry> entry = store.read(key(url), context::warn);
        Optional<Hash> known = entry.flatMap(FileFetcher::hashOf);
        if (known.isPresent() && (isWanted(asked, known.get()) || isFresh(entry))) {
            return known.get();
        }
        String etag = known.isPresent() ? entry.flatMap(e -> e.field(ETAG)).orElse(null) : null;
        try {
            return download(HttpRequest.of(url).ifNoneMatch(etag), known, context);
        } catch (HttpFailure e) {
            if (known.isEmpty() || e.kind() == HttpFailure.Kind.CANCELLED) {
                throw e;
            }
            context.warn(e.getMessage() + "; using cached version");
            return known.get();
        }
    }

    /** A lock file vouches for the hash, so nobody need be asked. */
    private static boolean isWanted(Attrs asked, Hash known) {
        return asked.isFinal() && known.toSri().equals(asked.text(NAR_HASH));
    }

    private boolean isFresh(Optional<CacheEntry> entry) {
        return entry.isPresent() && freshness.covers(entry.get().time());
    }

    private Hash download(HttpRequest request, Optional<Hash> known, FetchContext context) throws FlakeException {
        try (HttpStream body = transport.open(request, context)) {
            HttpHead head = body.head();
            if (head.notModified() && known.isEmpty()) {
                throw Urls.unexpectedlyUnchanged(request.url());
            }
            Hash hash = head.notModified() && known.isPresent()
                    ? known.get()
                    : FileHasher.hash(body).hash();
            remember(head, hash, context);
            return hash;
        } catch (TransferException e) {
            throw e.failure();
        } catch (IOException e) {
            throw TreeErrors.unreadable(request.toString(), e);
        }
    }

    private void remember(HttpHead head, Hash hash, FetchContext context) {
        Map<String, String> fields = Map.of(ETAG, head.etag(), NAR_HASH, hash.toSri());
        for (String url : head.urls()) {
            store.write(key(url), new CacheEntry(freshness.now(), fields, NOTHING), context::warn);
        }
    }

    private byte[] contents(String url, FetchContext context) throws FlakeException {
        Optional<Path> file = LocalFile.of(url);
        try {
            return file.isPresent()
                    ? Files.readAllBytes(file.get())
                    : transport
                            .download(HttpRequest.of(url), Integer.MAX_VALUE - 8, context)
                            .body();
        } catch (IOException e) {
            throw TreeErrors.unreadable(url, e);
        }
    }

    private static Optional<Hash> hashOf(CacheEntry entry) {
        try {
            return Optional.of(Hash.parseSri(entry.field(NAR_HASH).orElse("")));
        } catch (HashFormatException e) {
            return Optional.empty();
        }
    }

    private static CacheKey key(String url) {
        return CacheKey.ofUrl("file", url);
    }
}
