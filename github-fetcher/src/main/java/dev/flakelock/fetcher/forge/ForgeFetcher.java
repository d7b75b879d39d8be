package dev.flakelock.fetcher.forge;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.fetcher.cache.ArchiveCache;
import dev.flakelock.fetcher.cache.ArchiveFacts;
import dev.flakelock.fetcher.cache.CacheKey;
import dev.flakelock.fetcher.cache.CachedDownloads;
import dev.flakelock.fetcher.cache.Freshness;
import dev.flakelock.fetcher.cache.InFlight;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpRequest;
import dev.flakelock.fetcher.http.HttpTransport;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.tree.ArchiveDownload;
import dev.flakelock.fetcher.tree.ListedTree;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.TreeLimits;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fetches repositories from forges: a look-up of the commit where only a branch or tag is known, and the forge's archive
 * of the commit unless it was hashed before. Thread-safe.
 */
public final class ForgeFetcher implements InputFetcher {

    /**
     * What all forges are fetched with.
     *
     * @param transport downloads archives
     * @param lookups downloads the answers about branches and tags
     * @param archives remembers archives
     * @param tokens the tokens of the user
     * @param quotas which forges do not want to be asked at present
     * @param freshness says what time it is
     * @param limits bounds of trees
     */
    public record Tools(
            HttpTransport transport,
            CachedDownloads lookups,
            ArchiveCache archives,
            ForgeTokens tokens,
            ApiQuotas quotas,
            Freshness freshness,
            TreeLimits limits) {}

    /** A forge calls missing what may not be seen. */
    private static final Set<Integer> MAY_BE_PRIVATE = Set.of(401, 403, 404);

    /** More than one run needs. */
    private static final int MOST_UNPACKED = 10_000;

    private final Forge forge;
    private final String type;
    private final Tools tools;
    private final InFlight<ArchiveFacts> downloads = new InFlight<>();
    /** What has been unpacked lately; a fetcher may live long. */
    private final Set<CacheKey> unpacked = Collections.newSetFromMap(Caffeine.newBuilder()
            .maximumSize(MOST_UNPACKED)
            .<CacheKey, Boolean>build()
            .asMap());

    private ForgeFetcher(Forge forge, String type, Tools tools) {
        this.forge = forge;
        this.type = type;
        this.tools = tools;
    }

    /** Fetches inputs of type {@code github}. */
    public static ForgeFetcher gitHub(Tools tools) {
        return new ForgeFetcher(new GitHubForge(), "github", tools);
    }

    /** Fetches inputs of type {@code gitlab}. */
    public static ForgeFetcher gitLab(Tools tools) {
        return new ForgeFetcher(new GitLabForge(), "gitlab", tools);
    }

    /** Fetches inputs of type {@code sourcehut}. */
    public static ForgeFetcher sourceHut(Tools tools) {
        return new ForgeFetcher(new SourceHutForge(), "sourcehut", tools);
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        Attrs asked = input.attrs();
        String ref = asked.text("ref") == null ? "HEAD" : asked.text("ref");
        String shown = (asked.has("rev") ? input : input.withAttrs(asked.with("ref", ref))).show();
        ForgeRepo repo = ForgeRepo.of(asked, forge.defaultHost(), shown);
        ForgeAccess access = configured(repo, context);
        try {
            return fetch(input, ref, repo, access, context);
        } catch (FlakeException e) {
            Optional<FetchedTree> helped =
                    access.isAnonymous() ? fetchWithHelp(input, ref, repo, e, context) : Optional.empty();
            return helped.orElseThrow(() -> explained(e, repo));
        }
    }

    private ForgeAccess configured(ForgeRepo repo, FetchContext context) {
        return tools.tokens()
                .tokenFor(repo)
                .map(token -> new ForgeAccess(Optional.of(token), forge.credentials(token, context::warn)))
                .orElse(ForgeAccess.anonymous());
    }

    /** What nobody is allowed to see may be seen with what git's helpers know. If not, the first failure says more. */
    private Optional<FetchedTree> fetchWithHelp(
            Input input, String ref, ForgeRepo repo, FlakeException failure, FetchContext context) {
        if (!MAY_BE_PRIVATE.contains(status(failure))) {
            return Optional.empty();
        }
        Optional<ForgeAccess> access = tools.tokens()
                .passwordFor(repo)
                .map(password -> new ForgeAccess(Optional.of(password), forge.passwordHeaders(password)));
        if (access.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(fetch(input, ref, repo, access.get(), context));
        } catch (FlakeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    /** A token that nobody set for this program is the last thing that one thinks of. */
    private FlakeException explained(FlakeException failure, ForgeRepo repo) {
        Optional<String> variable = tools.tokens().variable(repo);
        if (variable.isPresent() && status(failure) == 401) {
            failure.hint("the token of the environment variable " + variable.get()
                    + " was shown, as access-tokens has none for '" + repo.host() + "'; is it still good?");
        }
        return failure;
    }

    private static int status(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof HttpFailure http) {
                return http.status();
            }
        }
        return 0;
    }

    private FetchedTree fetch(Input input, String ref, ForgeRepo repo, ForgeAccess access, FetchContext context)
            throws FlakeException {
        Attrs asked = input.attrs();
        String known = asked.text("rev");
        String rev = known == null ? lookUp(repo, ref, access, context) : ForgeAnswers.rev(known);

        HttpRequest request = archive(repo, rev, access.headers(), context);
        String shownCommit =
                input.withAttrs(asked.without("ref").with("rev", rev)).show();
        ArchiveFacts facts = facts(new Archive(repo, rev, request, shownCommit, new AtomicBoolean()), context);
        Attrs found = asked.without("ref").with("rev", rev).with("lastModified", facts.lastModified());
        ListedTree tree = new ListedTree(
                facts.listing(),
                "«" + shownCommit + "»",
                path -> download(request, context).file(path));
        return FetchedTree.hashed(found, tree, facts.narHash());
    }

    /** With a token the archive comes from the API, which may not want to be asked; without one from the site itself. */
    private HttpRequest archive(ForgeRepo repo, String rev, Map<String, String> credentials, FetchContext context) {
        HttpRequest shown = new HttpRequest(forge.archiveUrl(repo, rev, !credentials.isEmpty()), credentials, null);
        HttpRequest open = HttpRequest.of(forge.archiveUrl(repo, rev, false));
        boolean elsewhere = !shown.url().equals(open.url());
        return elsewhere && tools.quotas().isUsedUp(shown, context::warn) ? open : shown;
    }

    private String lookUp(ForgeRepo repo, String ref, ForgeAccess access, FetchContext context) throws FlakeException {
        context.progress(new FetchProgress(FetchProgress.Activity.LOOKING_UP, 0, -1));
        return new CommitLookup(forge, tools, access, context).rev(repo, ref);
    }

    /**
     * The archive of a commit as one fetch sees it.
     *
     * @param shown what it is called in messages
     * @param announced whether the user knows that it is unpacked
     */
    private record Archive(ForgeRepo repo, String rev, HttpRequest request, String shown, AtomicBoolean announced) {

        void announce(FetchContext context) {
            if (announced.compareAndSet(false, true)) {
                context.notice("unpacking '" + shown + "' into the Git cache...");
            }
        }
    }

    private ArchiveFacts facts(Archive archive, FetchContext context) throws FlakeException {
        ForgeRepo repo = archive.repo();
        CacheKey key = CacheKey.of("archive", type, repo.host(), repo.owner(), repo.repo(), archive.rev());
        // Inputs that ask for different branches can come to the same commit, all at the same time.
        ArchiveFacts facts = downloads.get(key, context, () -> facts(key, archive, context));
        if (unpacked.contains(key)) {
            // Whoever comes first in the order of the inputs says it, and not whoever was quickest.
            archive.announce(context);
        }
        return facts;
    }

    private ArchiveFacts facts(CacheKey key, Archive archive, FetchContext context) throws FlakeException {
        Optional<ArchiveCache.Remembered> known = tools.archives().find(key, context::warn);
        if (known.isPresent()) {
            context.detail("in the cache: " + archive.shown());
            return known.get().facts();
        }
        archive.announce(context);
        unpacked.add(key);
        HashedTree tree = download(archive.request(), context)
                .run()
                .orElseThrow(() -> new FlakeException("unable to download '"
                        + archive.request().url() + "': the server calls unchanged what it was not asked about"));
        ArchiveFacts facts = ArchiveFacts.of(tree);
        tools.archives()
                .put(key, new ArchiveCache.Remembered(facts, tools.freshness().now(), Map.of()), context::warn);
        return facts;
    }

    private ArchiveDownload download(HttpRequest request, FetchContext context) {
        return new ArchiveDownload(tools.transport(), request, tools.limits(), context);
    }
}
