package dev.flakelock.fetcher;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.input.InputFetcher;

/** The fetching halves of all schemes. */
public record InputFetchers(
        InputFetcher github,
        InputFetcher gitlab,
        InputFetcher sourcehut,
        InputFetcher git,
        InputFetcher hg,
        InputFetcher path,
        InputFetcher tarball,
        InputFetcher file) {

    /** Fetchers that refuse to fetch, for those who only parse, compare and print references. */
    public static InputFetchers none() {
        InputFetcher none = (input, context) -> {
            throw new FlakeException("input '" + input.show() + "' cannot be fetched here");
        };
        return new InputFetchers(none, none, none, none, none, none, none, none);
    }
}
