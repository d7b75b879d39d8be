package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.resolve.CommitLookup;
import dev.flakelock.core.settings.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Looks for commits in git repositories, those of forges too: all of them speak git, and unlike their APIs that is not
 * limited to some requests an hour. Two requests where the commit is the newest of its branch, else three, which
 * transfer the commits since then without their trees. Thread-safe.
 */
public final class RepositoryCommits implements CommitLookup {

    /** The passwords of repositories of forges. */
    @FunctionalInterface
    public interface Passwords {
        /** The user and password that let git in, if they are known. */
        Optional<Credentials> of(Input locked) throws FlakeException;
    }

    private final GitSetup setup;
    private final Passwords passwords;

    /**
     * A lookup.
     *
     * @param passwords what is shown to a server that asks for a password; others are looked for where git does
     */
    public RepositoryCommits(GitSetup setup, Passwords passwords) {
        GitRuntime.install();
        this.setup = setup;
        this.passwords = passwords;
    }

    @Override
    public Answer find(Input locked, @Nullable String ref, FetchContext context) throws FlakeException {
        Optional<String> url = RepositoryUrl.of(locked);
        String rev = locked.attrs().text("rev");
        if (url.isEmpty() || rev == null) {
            return Answer.UNKNOWN;
        }
        GitLocation location =
                GitLocation.of(url.get(), setup.settings().environment().currentDirectory());
        Path directory = location.directory();
        ObjectId commit = ObjectId.fromString(rev);
        if (directory != null) {
            LocalRepository repository =
                    location.isWorkTree() ? LocalRepository.workTree(directory) : LocalRepository.bare(directory);
            return repository.use(open -> local(open, commit, ref));
        }
        RemoteCopy copy = RemoteCopy.of(setup.cacheDirectory(), location.url());
        HttpUrl server = HttpUrl.parse(location.url());
        GitSetup knowing = server == null
                ? setup
                : passwords
                        .of(locked)
                        .map(known -> setup.knowing(server.host(), known))
                        .orElse(setup);
        CommitSearch search = new CommitSearch(knowing, location.url(), copy, context);
        return copy.locked(
                setup.clock().instant(),
                context,
                () -> search.find(commit, ref, locked.attrs().number("lastModified")));
    }

    private static Answer local(Repository repository, ObjectId commit, @Nullable String ref) throws IOException {
        if (ref != null) {
            ObjectId tip = repository.resolve(ref + "^{commit}");
            if (tip != null && isReachable(repository, commit, List.of(tip))) {
                return new Answer(Place.NAMED, tip.name());
            }
        }
        List<ObjectId> tips = repository.getRefDatabase().getRefs().stream()
                .map(Ref::getObjectId)
                .toList();
        boolean found = isReachable(repository, commit, tips);
        return new Answer(found ? ref == null ? Place.NAMED : Place.ELSEWHERE : Place.NOWHERE, null);
    }

    /** Whether a commit is among these, or among what came before them, as far as the repository has it. */
    static boolean isReachable(Repository repository, ObjectId commit, List<ObjectId> tips) throws IOException {
        if (!repository.getObjectDatabase().has(commit)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            RevCommit wanted = walk.parseCommit(commit);
            for (ObjectId tip : tips) {
                RevCommit end = commitAt(walk, tip);
                if (end != null && walk.isMergedInto(wanted, end)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A tag may be one of a tree or a file; and of an old branch nothing may have been fetched. */
    private static @Nullable RevCommit commitAt(RevWalk walk, ObjectId tip) throws IOException {
        try {
            return walk.peel(walk.parseAny(tip)) instanceof RevCommit commit ? commit : null;
        } catch (MissingObjectException e) {
            return null;
        }
    }
}
