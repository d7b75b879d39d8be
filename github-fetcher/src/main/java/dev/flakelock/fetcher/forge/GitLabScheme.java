package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.input.InputFetcher;

/** Repositories on GitLab: {@code gitlab:owner/repo}, in a subgroup {@code gitlab:group%2Fsubgroup/repo}. */
public final class GitLabScheme extends ForgeScheme {

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, without a NAR hash
     * @param fetcher fetches the archives
     */
    public GitLabScheme(boolean trustsArchives, InputFetcher fetcher) {
        super(trustsArchives, fetcher);
    }

    @Override
    public String type() {
        return "gitlab";
    }

    @Override
    String standardHost() {
        return "gitlab.com";
    }

    @Override
    String comparison(String from, String to) {
        return "/-/compare/" + from + "..." + to;
    }
}
