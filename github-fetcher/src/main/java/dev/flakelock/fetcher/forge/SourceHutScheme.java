package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.input.InputFetcher;
import java.util.function.BooleanSupplier;

/** Repositories on SourceHut: {@code sourcehut:~owner/repo}. */
public final class SourceHutScheme extends ForgeScheme {

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, without a NAR hash; asked each time
     * @param fetcher fetches the archives
     */
    public SourceHutScheme(BooleanSupplier trustsArchives, InputFetcher fetcher) {
        super(trustsArchives, fetcher);
    }

    @Override
    public String type() {
        return "sourcehut";
    }

    @Override
    String standardHost() {
        return "git.sr.ht";
    }

    /** SourceHut has no page for a comparison; this is the history that ends with the second commit. */
    @Override
    String comparison(String from, String to) {
        return "/log/" + to;
    }
}
