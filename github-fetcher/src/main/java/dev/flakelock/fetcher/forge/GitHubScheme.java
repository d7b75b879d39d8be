package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.input.InputFetcher;

/** Repositories on GitHub and GitHub Enterprise: {@code github:owner/repo}. */
public final class GitHubScheme extends ForgeScheme {

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, without a NAR hash
     * @param fetcher fetches the archives
     */
    public GitHubScheme(boolean trustsArchives, InputFetcher fetcher) {
        super(trustsArchives, fetcher);
    }

    @Override
    public String type() {
        return "github";
    }

    @Override
    String standardHost() {
        return "github.com";
    }

    @Override
    String comparison(String from, String to) {
        return "/compare/" + from + "..." + to;
    }
}
