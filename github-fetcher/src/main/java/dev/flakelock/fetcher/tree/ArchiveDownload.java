package dev.flakelock.fetcher.tree;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.text.SafeUrl;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpHead;
import dev.flakelock.fetcher.http.HttpRequest;
import dev.flakelock.fetcher.http.HttpStream;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.http.TransferException;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.NarHasher;
import dev.flakelock.narhash.TreeLimits;
import dev.flakelock.narhash.archive.ArchiveHasher;
import dev.flakelock.narhash.archive.ArchiveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Downloads an archive and hashes its tree on the way. Used for one download, by one thread. */
public final class ArchiveDownload {

    /** The start of a line, but the first and empty ones: Nix indents them in an error that it shows. */
    private static final Pattern INNER_LINE = Pattern.compile("\n(?!\n|$)");

    private final HttpTransport transport;
    private final HttpRequest request;
    private final TreeLimits limits;
    private final FetchContext context;
    private @Nullable HttpStream stream;
    private @Nullable BodyStart start;

    /** A download that is still to begin. */
    public ArchiveDownload(HttpTransport transport, HttpRequest request, TreeLimits limits, FetchContext context) {
        this.transport = transport;
        this.limits = limits;
        this.request = request;
        this.context = context;
    }

    /**
     * The tree of the archive, with the files kept that decide about a lock; nothing if the server says that the caller
     * has this version already.
     *
     * @throws FlakeException if it cannot be downloaded or is no archive
     */
    public Optional<HashedTree> run() throws FlakeException {
        return read(KeepRule.flakeFiles());
    }

    /**
     * The contents of a file of the archive.
     *
     * @throws FlakeException if it cannot be downloaded, or the file is not there any more
     */
    public byte[] file(String path) throws FlakeException {
        return read(KeepRule.paths(Set.of(path)))
                .flatMap(tree -> tree.listing().contents(path))
                .orElseThrow(() -> new FlakeException("file '" + path + "' has vanished from '" + request + "'"));
    }

    /** What the headers of the answer said; after {@link #run()}. */
    public HttpHead head() {
        if (stream == null) {
            throw new IllegalStateException("nothing was downloaded yet");
        }
        return stream.head();
    }

    private Optional<HashedTree> read(KeepRule keep) throws FlakeException {
        NarHasher.prepare();
        try (HttpStream first = transport.open(request, context)) {
            stream = first;
            if (first.head().notModified()) {
                return Optional.empty();
            }
            HashedTree tree = ArchiveHasher.hash(
                    () -> next(first), options(request.url(), keep).within(limits));
            tree.warnings().forEach(context::warn);
            return Optional.of(tree);
        } catch (HttpFailure e) {
            throw wrapped(e);
        } catch (TransferException e) {
            throw wrapped(e.failure());
        } catch (NarException e) {
            throw explained(e);
        } catch (IOException e) {
            throw TreeErrors.unreadable(request.toString(), e);
        } finally {
            NarHasher.settle();
        }
    }

    private FlakeException explained(NarException e) {
        FlakeException error = TreeErrors.of(e);
        BodyStart body = start;
        if (body != null && body.isPage()) {
            String from = SafeUrl.of(head().urls().get(head().urls().size() - 1));
            return error.hint(
                    "'" + from + "' is a web page and no archive; perhaps the server wants one to log in first, or"
                            + " the URL is that of a page about the archive");
        }
        if (String.valueOf(e.getMessage()).contains("Unrecognized archive format")) {
            return error.hint(
                    "what the server sent is neither a tar archive, compressed or not, nor a zip archive; for a"
                            + " file that is none, put 'file+' before the URL");
        }
        return e.getCause() == null
                ? error
                : error.hint("the archive is damaged; if that happened on its way here, trying again helps");
    }

    /** The body opened already, and another one if the reader wants to begin again. */
    private InputStream next(HttpStream first) throws IOException {
        if (start == null) {
            start = new BodyStart(first);
            return start;
        }
        first.close();
        try {
            return transport.open(request.ifNoneMatch(null), context);
        } catch (HttpFailure e) {
            throw e.asStreamError();
        }
    }

    /** Nix reads archives with libarchive, which wraps whatever happens to its source, as Nix would have shown it. */
    private FlakeException wrapped(HttpFailure failure) {
        if (failure.kind() == HttpFailure.Kind.CANCELLED) {
            return failure;
        }
        String step = start != null ? "failed to extract archive" : "Failed to open archive";
        String shown = INNER_LINE.matcher(String.valueOf(failure.getMessage())).replaceAll("\n       ");
        String message = step + " (Source threw exception: error: " + shown + ")";
        FlakeException error = new FlakeException(message, failure);
        String hint = failure.hint();
        return hint == null ? error : error.hint(hint);
    }

    /** A zip is read by its central directory if the last segment of the URL's path says that it is one. */
    static ArchiveOptions options(String url, KeepRule keep) {
        String path = url.replaceFirst("[?#].*$", "");
        boolean zip = path.toLowerCase(Locale.ROOT).endsWith(".zip");
        return ArchiveOptions.DEFAULT.keeping(keep).withZipDirectory(zip);
    }
}
