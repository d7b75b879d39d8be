package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.disk.CopyEviction;
import dev.flakelock.fetcher.disk.EvictionLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fetches a commit of a repository that is not a work tree on this machine. */
final class RemoteFetch {

    private static final EvictionLimits LIMITS = EvictionLimits.ofCopies(4L << 30);

    private final GitSetup setup;
    private final Submodules submodules;
    private final Map<String, RepeatedAnswers> answers = new ConcurrentHashMap<>();

    RemoteFetch(GitSetup setup, Submodules submodules) {
        this.setup = setup;
        this.submodules = submodules;
    }

    GitResult fetch(GitInput input, GitLocation location, FetchContext context) throws FlakeException {
        if (location.directory() != null) {
            return new BareFetch(input, location, setup, submodules).fetch(context);
        }
        RemoteCopy copy = RemoteCopy.of(setup.cacheDirectory(), location.url());
        RepeatedAnswers heard =
                answers.computeIfAbsent(location.url(), unused -> new RepeatedAnswers(setup.clock(), copy));
        Talk talk = () -> new RemoteConversation(location.url(), copy, heard, setup, context);
        // Submodules lock copies of their own, perhaps this same one again, so they are fetched outside of the lock.
        Arrived arrived = copy.locked(setup.clock().instant(), context, () -> arriveOrMend(input, talk, copy, context));
        new CopyEviction(RemoteCopy.all(setup.cacheDirectory()), LIMITS, setup.clock()).runDaily();
        String rev = input.rev() == null ? arrived.tree().commit().name() : input.rev();
        return new CommitResult(
                        input, arrived.tree().repository(), arrived.tree().commit())
                .named(arrived.ref(), rev)
                .counted(arrived::revCount)
                .build(submodules, new Submodules.Base(location.url(), arrived.ref()), setup, context);
    }

    /** What was fetched: the branch or tag as it is to be written, the commit, and its number unless it is not wanted. */
    private record Arrived(String ref, RemoteConversation.Tree tree, long revCount) {}

    /** Begins a conversation with the server. */
    @FunctionalInterface
    private interface Talk {
        RemoteConversation begin();
    }

    /** Fetches everything anew if the copy turns out to be damaged. */
    private static Arrived arriveOrMend(GitInput input, Talk talk, RemoteCopy copy, FetchContext context)
            throws FlakeException {
        boolean isNew = copy.isNew();
        try {
            return arrive(input, talk.begin());
        } catch (FlakeException e) {
            // What arrives damaged from a server looks like a damaged copy, too.
            if (context.isCancelled() || isNew || !DamagedCopyException.isBehind(e)) {
                throw e;
            }
            context.warn("the cached copy of the Git repository '" + RemoteErrors.withoutPassword(input.url())
                    + "' is damaged and is fetched again");
            copy.clear();
            return arrive(input, talk.begin());
        }
    }

    private static Arrived arrive(GitInput input, RemoteConversation remote) throws FlakeException {
        String ref = input.ref() == null ? remote.defaultRef(input.rev() == null) : input.ref();
        RemoteConversation.Tree tree =
                input.rev() == null ? remote.tip(ref) : remote.commit(input.rev(), input.ref(), input.allRefs());
        return new Arrived(ref, tree, input.shallow() ? 0 : remote.revCount(tree));
    }
}
