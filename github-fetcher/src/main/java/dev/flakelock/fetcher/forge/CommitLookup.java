package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.http.HostCredentials;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which commit a branch or tag is at. The forge's API is asked, as Nix does. Once the API has said that the
 * requests of the hour are used up, the repository itself is asked by git's protocol, if it is sure to give the same
 * answer. (A server that names a time to be left alone in {@code Retry-After} means all requests, and is left alone.)
 */
final class CommitLookup {

    private static final int MAX_REFS_BYTES = 1 << 20;

    private final Forge forge;
    private final ForgeFetcher.Tools tools;
    private final ForgeAccess access;
    private final FetchContext context;

    CommitLookup(Forge forge, ForgeFetcher.Tools tools, ForgeAccess access, FetchContext context) {
        this.forge = forge;
        this.tools = tools;
        this.access = access;
        this.context = context;
    }

    /** The commit. */
    String rev(ForgeRepo repo, String ref) throws FlakeException {
        Optional<RefQuestion> question = forge.refQuestion(repo, ref);
        return forge.findRev(repo, ref, url -> {
            HttpRequest request = new HttpRequest(url, access.headers(), null);
            return tools.lookups().get(request, forge::check, failure -> detour(request, question, failure), context);
        });
    }

    private Optional<byte[]> detour(HttpRequest api, Optional<RefQuestion> question, @Nullable HttpFailure failure)
            throws HttpFailure {
        if (question.isEmpty() || !isUsedUp(api, failure)) {
            return Optional.empty();
        }
        try {
            byte[] answer = tools.transport()
                    .download(question.get().request(gitCredentials()), MAX_REFS_BYTES, context)
                    .body();
            return question.get().commit(answer).map(GitHubForge::answer);
        } catch (HttpFailure e) {
            if (e.kind() == HttpFailure.Kind.CANCELLED) {
                throw e;
            }
            // What the API said says more.
            return Optional.empty();
        }
    }

    private boolean isUsedUp(HttpRequest api, @Nullable HttpFailure failure) {
        if (failure == null) {
            return tools.quotas().isUsedUp(api, context::warn);
        }
        Instant reset = failure.quotaReset();
        if (reset != null) {
            tools.quotas().usedUp(api, reset, context::warn);
        }
        return reset != null;
    }

    /** Every token that GitHub's API takes is a password of this user for git. */
    private Map<String, String> gitCredentials() {
        return access.token()
                .map(token -> Map.of("Authorization", HostCredentials.basic("x-access-token", token)))
                .orElse(Map.of());
    }
}
