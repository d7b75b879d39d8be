package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.input.InputFetcher;
import java.util.function.BooleanSupplier;

/** Repositories on GitLab: {@code gitlab:owner/repo}, in a subgroup {@code gitlab:group%2Fsubgroup/repo}. */
public final class GitLabScheme extends ForgeScheme {

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, without a NAR hash; asked each time
     * @param fetcher fetches the archives
     */
    public GitLabScheme(BooleanSupplier trustsArchives, InputFetcher fetcher) {
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
