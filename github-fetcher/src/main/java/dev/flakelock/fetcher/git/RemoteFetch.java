package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;

/** Remote. */
final class RemoteFetch {

    RemoteFetch(GitSetup setup, Submodules submodules) {}

    GitResult fetch(GitInput input, GitLocation location, FetchContext context) throws FlakeException {
        throw new FlakeException("Failed to fetch git repository '" + location.url() + "'");
    }
}
