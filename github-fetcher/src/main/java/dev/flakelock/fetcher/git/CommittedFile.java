package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A file of a git work tree as it was in some commit. */
public final class CommittedFile {

    private CommittedFile() {}

    /**
     * The contents of a file in a commit; nothing if the commit has no such file.
     *
     * @param file the file, which need not be there, in a work tree
     * @param revision the commit as git names it, for example {@code HEAD~3}, a tag, or the start of a hash
     * @throws FlakeException if the file is in no work tree, or if there is no such commit
     */
    public static Optional<byte[]> read(Path file, String revision) throws FlakeException {
        GitRuntime.install();
        Path absolute = file.toAbsolutePath().normalize();
        Path root = workTree(absolute);
        if (root == null) {
            throw new FlakeException("'" + absolute.getParent() + "' is not in a Git repository")
                    .hint("'" + revision + "' is no file and no directory, and names a commit only in a repository");
        }
        String path = root.relativize(absolute).toString().replace('\\', '/');
        return LocalRepository.workTree(root).use(repository -> read(repository, path, revision));
    }

    private static @Nullable Path workTree(Path file) {
        Path directory = file.getParent();
        while (directory != null && !LocalRepository.isWorkTree(directory)) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static Optional<byte[]> read(Repository repository, String path, String revision)
            throws IOException, FlakeException {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk found = TreeWalk.forPath(
                        commits.getObjectReader(),
                        path,
                        commits.parseCommit(commit(repository, revision)).getTree())) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(
                            commits.getObjectReader().open(found.getObjectId(0)).getBytes());
        }
    }

    private static ObjectId commit(Repository repository, String revision) throws IOException, FlakeException {
        ObjectId commit;
        try {
            commit = repository.resolve(revision + "^{commit}");
        } catch (RevisionSyntaxException e) {
            throw new FlakeException("'" + revision + "' is not a Git revision", e);
        }
        if (commit == null) {
            throw new FlakeException(
                            "there is no Git revision '" + revision + "' in '" + repository.getWorkTree() + "'")
                    .hint("Revisions are written as for git: a branch, a tag, the start of a hash, HEAD~1.");
        }
        return commit;
    }
}
