package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;

/** Fetches a commit of a repository that is not a work tree on this machine. */
final class RemoteFetch {

    private final GitSetup setup;
    private final Submodules submodules;

    RemoteFetch(GitSetup setup, Submodules submodules) {
        this.setup = setup;
        this.submodules = submodules;
    }

    GitResult fetch(GitInput input, GitLocation location, FetchContext context) throws FlakeException {
        if (location.directory() != null) {
            return new BareFetch(input, location, setup, submodules).fetch(context);
        }
        RemoteCopy copy = RemoteCopy.of(setup.cacheDirectory(), location.url());
        RemoteConversation remote = new RemoteConversation(location.url(), copy, setup, context);
        return copy.locked(() -> fetch(input, remote, context));
    }

    private GitResult fetch(GitInput input, RemoteConversation remote, FetchContext context) throws FlakeException {
        String ref = input.ref() == null ? remote.defaultRef() : input.ref();
        String asked = input.rev();
        RemoteConversation.Tree tree =
                asked == null ? remote.tip(ref) : remote.commit(asked, input.ref(), input.allRefs());
        return new CommitResult(input, tree.repository(), tree.commit())
                .named(ref, asked == null ? tree.commit().name() : asked)
                .counted(() -> remote.revCount(tree))
                .build(submodules, new Submodules.Base(remote.url(), ref), setup, context);
    }
}
