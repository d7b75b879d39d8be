package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.input.InputFetcher;

/** Repositories on SourceHut: {@code sourcehut:~owner/repo}. */
public final class SourceHutScheme extends ForgeScheme {

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, without a NAR hash
     * @param fetcher fetches the archives
     */
    public SourceHutScheme(boolean trustsArchives, InputFetcher fetcher) {
        super(trustsArchives, fetcher);
    }

    @Override
    public String type() {
        return "sourcehut";
    }
}
