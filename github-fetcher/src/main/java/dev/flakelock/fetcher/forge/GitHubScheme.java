package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.input.InputFetcher;
import java.util.function.BooleanSupplier;

/** Repositories on GitHub and GitHub Enterprise: {@code github:owner/repo}. */
public final class GitHubScheme extends ForgeScheme {

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, without a NAR hash; asked each time
     * @param fetcher fetches the archives
     */
    public GitHubScheme(BooleanSupplier trustsArchives, InputFetcher fetcher) {
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
