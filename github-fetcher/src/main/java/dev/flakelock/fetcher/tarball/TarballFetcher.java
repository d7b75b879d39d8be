package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.text.SafeUrl;
import dev.flakelock.fetcher.cache.ArchiveCache;
import dev.flakelock.fetcher.cache.ArchiveCache.Remembered;
import dev.flakelock.fetcher.cache.ArchiveFacts;
import dev.flakelock.fetcher.cache.CacheKey;
import dev.flakelock.fetcher.cache.Freshness;
import dev.flakelock.fetcher.http.HttpHead;
import dev.flakelock.fetcher.http.HttpRequest;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.tree.ArchiveDownload;
import dev.flakelock.fetcher.tree.ListedTree;
import dev.flakelock.fetcher.tree.LocalArchive;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.TreeLimits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches archives from {@code http}, {@code https} and {@code file} URLs, with the protocol for lockable tarballs: a
 * server names in a {@code Link} header the URL that always has this content. Thread-safe.
 */
public final class TarballFetcher implements InputFetcher {

    private static final String ETAG = "etag";
    private static final String IMMUTABLE_URL = "immutableUrl";

    /**
     * What tarballs are fetched with.
     *
     * @param transport downloads archives
     * @param archives remembers archives
     * @param freshness how long a download counts
     * @param limits bounds of trees
     * @param immutableUrls understands what servers call immutable
     */
    public record Tools(
            HttpTransport transport,
            ArchiveCache archives,
            Freshness freshness,
            TreeLimits limits,
            ImmutableUrls immutableUrls) {}

    /** What a fetch came to: the facts, and the URL that will always have them. */
    private record Fetched(ArchiveFacts facts, @Nullable String immutableUrl) {}

    private final Tools tools;

    /** A fetcher with these tools. */
    public TarballFetcher(Tools tools) {
        this.tools = tools;
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        String url = Urls.required(input.attrs());
        Optional<Path> file = LocalFile.of(url);
        Fetched fetched = file.isPresent() ? local(file.get(), url, context) : remote(input.attrs(), url, context);
        ArchiveFacts facts = fetched.facts();
        Attrs found = found(input.attrs(), fetched);
        ListedTree tree = new ListedTree(
                facts.listing(),
                "«" + input.show() + "»",
                path -> file.isPresent()
                        ? LocalArchive.file(file.get(), path, tools.limits())
                        : download(HttpRequest.of(url), context).file(path));
        return FetchedTree.hashed(found, tree, facts.narHash())
                .withFingerprint(() -> facts.narHash().toSri());
    }

    private Fetched local(Path file, String url, FetchContext context) throws FlakeException {
        context.notice(unpacking(url));
        return new Fetched(ArchiveFacts.of(LocalArchive.read(file, tools.limits(), context)), null);
    }

    private static String unpacking(String url) {
        return "unpacking '" + SafeUrl.of(url) + "' into the Git cache...";
    }

    private Attrs found(Attrs asked, Fetched fetched) throws FlakeException {
        Attrs found = fetched.immutableUrl() == null ? asked : immutable(asked, fetched.immutableUrl());
        if (fetched.facts().lastModified() != 0 && !found.has("lastModified")) {
            found = found.with("lastModified", fetched.facts().lastModified());
        }
        return found.with("narHash", fetched.facts().narHash().toSri());
    }

    private Attrs immutable(Attrs asked, String url) throws FlakeException {
        Attrs attrs = tools.immutableUrls().attrs(url);
        if (!"tarball".equals(attrs.text("type"))) {
            throw new FlakeException("tarball 'Link' headers that redirect to non-tarball URLs are not supported");
        }
        return asked.isFinal() ? attrs.with(Attrs.FINAL, true) : attrs;
    }

    private Fetched remote(Attrs asked, String url, FetchContext context) throws FlakeException {
        // A lock file vouches for the hash, and the tree with that hash is the tree.
        String locked = asked.isFinal() ? asked.text("narHash") : null;
        if (locked != null) {
            Optional<Remembered> known = tools.archives().find(lockedKey(url, locked), context::warn);
            if (known.isPresent()) {
                context.detail("in the cache: " + SafeUrl.of(url));
                return new Fetched(known.get().facts(), null);
            }
        }
        Optional<Remembered> known = tools.archives().find(key(url), context::warn);
        if (known.isPresent() && tools.freshness().covers(known.get().time())) {
            context.detail("in the cache: " + SafeUrl.of(url));
            return fetched(known.get());
        }
        return download(url, known, context);
    }

    private Fetched download(String url, Optional<Remembered> known, FetchContext context) throws FlakeException {
        String etag = known.map(archive -> archive.notes().get(ETAG)).orElse(null);
        context.notice(unpacking(url));
        ArchiveDownload download = download(HttpRequest.of(url).ifNoneMatch(etag), context);
        Optional<HashedTree> tree = download.run();
        HttpHead head = download.head();
        Remembered archive = tree.isEmpty() && known.isPresent()
                ? new Remembered(
                        known.get().facts(),
                        tools.freshness().now(),
                        known.get().notes())
                : remembered(tree.orElseThrow(() -> Urls.unexpectedlyUnchanged(url)), head);
        remember(archive, head, context);
        return fetched(archive);
    }

    private Remembered remembered(HashedTree tree, HttpHead head) {
        Map<String, String> notes = new HashMap<>();
        notes.put(ETAG, head.etag());
        if (head.immutableUrl() != null) {
            notes.put(IMMUTABLE_URL, head.immutableUrl());
        }
        return new Remembered(ArchiveFacts.of(tree), tools.freshness().now(), notes);
    }

    private void remember(Remembered archive, HttpHead head, FetchContext context) {
        for (String url : head.urls()) {
            tools.archives().put(key(url), archive, context::warn);
        }
        String first = head.urls().get(0);
        String narHash = archive.facts().narHash().toSri();
        tools.archives().put(lockedKey(first, narHash), archive, context::warn);
        String immutableUrl = archive.notes().get(IMMUTABLE_URL);
        if (immutableUrl != null) {
            tools.archives().put(lockedKey(immutableUrl, narHash), archive, context::warn);
        }
    }

    private static Fetched fetched(Remembered archive) {
        return new Fetched(archive.facts(), archive.notes().get(IMMUTABLE_URL));
    }

    private ArchiveDownload download(HttpRequest request, FetchContext context) {
        return new ArchiveDownload(tools.transport(), request, tools.limits(), context);
    }

    private static CacheKey key(String url) {
        return CacheKey.ofUrl("tarball", url);
    }

    private static CacheKey lockedKey(String url, String narHash) {
        return CacheKey.ofUrl("lockedtarball", url, narHash);
    }
}
