package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.resolve.CommitLookup.Answer;
import dev.flakelock.core.resolve.CommitLookup.Place;
import dev.flakelock.fetcher.git.RemoteTransfer.Depth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a commit on a server: first on the branch or tag that it should be on, then on all, and each time first
 * among the commits since it was made, then among all. Used while the copy is locked.
 */
final class CommitSearch {

    /** Clocks of people who commit differ. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private final GitSetup setup;
    private final String url;
    private final RemoteCopy copy;
    private final FetchContext context;
    private final Traffic traffic;
    private final RepeatedAnswers answers;

    CommitSearch(GitSetup setup, String url, RemoteCopy copy, FetchContext context) {
        this.setup = setup;
        this.url = url;
        this.copy = copy;
        this.context = context;
        this.traffic = new Traffic(context);
        this.answers = new RepeatedAnswers(setup.clock(), copy);
    }

    /**
     * Finds the commit.
     *
     * @param ref the branch or tag that it should be on, or null for any
     * @param committed when it was made, in seconds since 1970; null if that is not known
     */
    Answer find(ObjectId commit, @Nullable String ref, @Nullable Long committed) throws FlakeException {
        try {
            Instant since = committed == null
                    ? Instant.EPOCH
                    : Instant.ofEpochSecond(committed).minus(TOLERANCE);
            Ref named = ref == null ? null : named(ref);
            String now = named == null ? null : commitId(named).name();
            if (named != null && isOn(commit, List.of(named), since)) {
                return new Answer(Place.NAMED, now);
            }
            List<Ref> all = new ArrayList<>(list("refs/heads/"));
            all.addAll(list("refs/tags/"));
            boolean found = isOn(commit, all, since);
            return new Answer(found ? ref == null ? Place.NAMED : Place.ELSEWHERE : Place.NOWHERE, now);
        } catch (IOException e) {
            throw RemoteErrors.failed(url, e);
        }
    }

    /** A forge takes the name of a branch and that of a tag, git only that of a branch. */
    private @Nullable Ref named(String ref) throws IOException, FlakeException {
        boolean full = ref.equals("HEAD") || ref.startsWith("refs/");
        for (String name : full ? List.of(ref) : List.of("refs/heads/" + ref, "refs/tags/" + ref)) {
            for (Ref found : list(name)) {
                if (found.getName().equals(name)) {
                    return found;
                }
            }
        }
        return null;
    }

    private List<Ref> list(String prefix) throws IOException, FlakeException {
        try (RemoteTransfer transfer = RemoteTransfer.open(opening(Depth.COMMITS, prefix), Depth.COMMITS)) {
            return transfer.refs().values().stream()
                    .filter(ref -> ref.getName().startsWith(prefix) && ref.getObjectId() != null)
                    .toList();
        }
    }

    private boolean isOn(ObjectId commit, List<Ref> refs, Instant since) throws IOException, FlakeException {
        if (refs.isEmpty()) {
            return false;
        }
        if (refs.stream().anyMatch(ref -> commit.equals(ref.getObjectId()) || commit.equals(commitId(ref)))) {
            return true;
        }
        List<ObjectId> tips = refs.stream().map(Ref::getObjectId).distinct().toList();
        return isAmongRecent(commit, tips, since) || isAmongAll(commit, tips);
    }

    /** Servers that cannot leave out what is old, or have nothing that is new, make this fail, which says nothing. */
    private boolean isAmongRecent(ObjectId commit, List<ObjectId> tips, Instant since)
            throws IOException, FlakeException {
        try (RemoteTransfer transfer = RemoteTransfer.openSince(opening(Depth.RECENT, null), since)) {
            transfer.fetch(tips, context);
        } catch (IOException e) {
            requireAnswer(e);
            return false;
        }
        return isReachable(Depth.RECENT, commit, tips);
    }

    private boolean isAmongAll(ObjectId commit, List<ObjectId> tips) throws IOException, FlakeException {
        Depth depth = Depth.COMMITS;
        try (RemoteTransfer transfer = RemoteTransfer.open(opening(depth, null), depth)) {
            transfer.fetch(tips, context);
        } catch (IOException e) {
            requireAnswer(e);
            // The server cannot leave out trees.
            depth = Depth.ALL;
            try (RemoteTransfer transfer = RemoteTransfer.open(opening(depth, null), depth)) {
                transfer.fetch(tips, context);
            }
        }
        return isReachable(depth, commit, tips);
    }

    private void requireAnswer(IOException e) throws IOException {
        if (context.isCancelled() || RemoteErrors.http(e) != null) {
            throw e;
        }
    }

    private boolean isReachable(Depth depth, ObjectId commit, List<ObjectId> tips) throws FlakeException {
        return copy.repository(depth).use(open -> RepositoryCommits.isReachable(open, commit, tips));
    }

    private RemoteTransfer.Opening opening(Depth depth, @Nullable String prefix) throws FlakeException {
        return new RemoteTransfer.Opening(setup, url, copy.repository(depth), traffic, answers, prefix);
    }

    private static ObjectId commitId(Ref ref) {
        return ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
    }
}
