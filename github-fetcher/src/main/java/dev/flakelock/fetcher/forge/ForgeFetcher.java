package dev.flakelock.fetcher.forge;

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
import java.util.Map;
import java.util.Optional;

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
     */
    public record Tools(
            HttpTransport transport,
            CachedDownloads lookups,
            ArchiveCache archives,
            ForgeTokens tokens,
            ApiQuotas quotas,
            Freshness freshness) {}

    private final Forge forge;
    private final String type;
    private final Tools tools;
    private final InFlight<ArchiveFacts> downloads = new InFlight<>();

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
        try {
            return fetch(input, ref, repo, context);
        } catch (FlakeException e) {
            throw explained(e, repo);
        }
    }

    /** A token that nobody set for this program is the last thing that one thinks of. */
    private FlakeException explained(FlakeException failure, ForgeRepo repo) {
        Optional<String> variable = tools.tokens().variable(repo);
        if (variable.isPresent() && isUnauthorized(failure)) {
            failure.hint("the token of the environment variable " + variable.get()
                    + " was shown, as access-tokens has none for '" + repo.host() + "'; is it still good?");
        }
        return failure;
    }

    private static boolean isUnauthorized(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof HttpFailure http) {
                return http.status() == 401;
            }
        }
        return false;
    }

    private FetchedTree fetch(Input input, String ref, ForgeRepo repo, FetchContext context) throws FlakeException {
        Attrs asked = input.attrs();
        Map<String, String> credentials = credentials(repo, context);
        String known = asked.text("rev");
        String rev = known == null ? lookUp(repo, ref, credentials, context) : ForgeAnswers.rev(known);

        HttpRequest request = archive(repo, rev, credentials, context);
        String shownCommit =
                input.withAttrs(asked.without("ref").with("rev", rev)).show();
        ArchiveFacts facts = facts(new Archive(repo, rev, request, shownCommit), context);
        Attrs found = asked.without("ref").with("rev", rev).with("lastModified", facts.lastModified());
        ListedTree tree = new ListedTree(
                facts.listing(),
                "«" + shownCommit + "»",
                path -> download(request, context).file(path));
        return FetchedTree.hashed(found, tree, facts.narHash());
    }

    private Map<String, String> credentials(ForgeRepo repo, FetchContext context) {
        Optional<String> token = tools.tokens().tokenFor(repo);
        return token.isEmpty() ? Map.of() : forge.credentials(token.get(), context::warn);
    }

    /** With a token the archive comes from the API, which may not want to be asked; without one from the site itself. */
    private HttpRequest archive(ForgeRepo repo, String rev, Map<String, String> credentials, FetchContext context) {
        HttpRequest shown = new HttpRequest(forge.archiveUrl(repo, rev, !credentials.isEmpty()), credentials, null);
        HttpRequest open = HttpRequest.of(forge.archiveUrl(repo, rev, false));
        boolean elsewhere = !shown.url().equals(open.url());
        return elsewhere && tools.quotas().isUsedUp(shown, context::warn) ? open : shown;
    }

    private String lookUp(ForgeRepo repo, String ref, Map<String, String> credentials, FetchContext context)
            throws FlakeException {
        context.progress(new FetchProgress(FetchProgress.Activity.LOOKING_UP, 0, -1));
        return new CommitLookup(forge, tools, repo, context).rev(ref, credentials);
    }

    /** The archive of a commit: which one, where, and what it is called in messages. */
    private record Archive(ForgeRepo repo, String rev, HttpRequest request, String shown) {}

    private ArchiveFacts facts(Archive archive, FetchContext context) throws FlakeException {
        ForgeRepo repo = archive.repo();
        CacheKey key = CacheKey.of("archive", type, repo.host(), repo.owner(), repo.repo(), archive.rev());
        // Inputs that ask for different branches can come to the same commit, all at the same time.
        return downloads.get(key, context, () -> facts(key, archive, context));
    }

    private ArchiveFacts facts(CacheKey key, Archive archive, FetchContext context) throws FlakeException {
        Optional<ArchiveCache.Remembered> known = tools.archives().find(key, context::warn);
        if (known.isPresent()) {
            return known.get().facts();
        }
        context.notice("unpacking '" + archive.shown() + "' into the Git cache...");
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
        return new ArchiveDownload(tools.transport(), request, context);
    }
}
