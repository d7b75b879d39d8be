package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Fetches a commit of a repository on this machine: nothing is copied. */
final class LocalCommitFetch {

    private final GitInput input;
    private final Path root;
    private final GitSetup setup;
    private final Submodules submodules;

    LocalCommitFetch(GitInput input, Path root, GitSetup setup, Submodules submodules) {
        this.input = input;
        this.root = root;
        this.setup = setup;
        this.submodules = submodules;
    }

    GitResult fetch(FetchContext context) throws FlakeException {
        LocalRepository repository = LocalRepository.workTree(root);
        String ref = input.ref() == null ? repository.use(open -> defaultRef(open, context)) : input.ref();
        String rev = input.rev() == null ? repository.use(open -> resolve(open, ref)) : input.rev();
        ObjectId commit = repository.use(open -> commit(open, rev));
        if (!input.shallow() && repository.use(LocalRepository::isShallow)) {
            throw CommitResult.shallow(root.toString());
        }
        CommitResult result = new CommitResult(input, repository, commit);
        Submodules.Base base = new Submodules.Base(repository.use(this::origin), ref);
        return result.named(ref, rev)
                .counted(() -> repository.use(open -> new RevCounts(setup.facts()).of(open, commit)))
                .build(submodules, base, setup, context);
    }

    private String defaultRef(Repository repository, FetchContext context) throws IOException {
        String branch = LocalRepository.headBranch(repository);
        if (branch == null) {
            context.warn("could not read HEAD ref from repo at '" + root + "', using 'master'");
            return "master";
        }
        return branch;
    }

    /** Git's usual search. A tag comes before a branch of the same name. */
    private static String resolve(Repository repository, String ref) throws IOException, FlakeException {
        ObjectId id = named(repository, ref);
        if (id == null) {
            id = repository.resolve(ref);
        }
        if (id == null) {
            throw new FlakeException(
                    "resolving Git reference '" + ref + "': revspec '" + ref + "' not found (libgit2 error code = 4)");
        }
        return History.commit(repository, id).name();
    }

    private static @Nullable ObjectId named(Repository repository, String ref) throws IOException {
        for (String pattern : new String[] {
            "%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"
        }) {
            Ref found = repository.exactRef(pattern.replace("%s", ref));
            if (found != null && found.getObjectId() != null) {
                return found.getObjectId();
            }
        }
        return null;
    }

    private static ObjectId commit(Repository repository, String rev) throws IOException, FlakeException {
        try {
            return History.commit(repository, ObjectId.fromString(rev));
        } catch (MissingObjectException e) {
            throw new FlakeException(
                    "getting Git object '" + rev + "': object not found - no match for id (" + rev
                            + ") (libgit2 error code = 9)",
                    e);
        }
    }

    private String origin(Repository repository) {
        String url = repository.getConfig().getString("remote", "origin", "url");
        return url == null ? GitLocation.fileUrl(root) : url;
    }
}
