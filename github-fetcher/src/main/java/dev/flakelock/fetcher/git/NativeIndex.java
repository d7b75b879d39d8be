package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** The index by way of JGit, for machines without the {@code git} program. */
final class NativeIndex implements GitIndex {

    private final LocalRepository local;

    NativeIndex(Path root) {
        this.local = LocalRepository.workTree(root);
    }

    @Override
    public boolean isIgnored(String path) throws FlakeException {
        return local.use(repository -> !isTracked(repository, path) && isIgnored(repository, path));
    }

    private static boolean isTracked(Repository repository, String path) throws IOException {
        return repository.readDirCache().findEntry(path) >= 0;
    }

    private static boolean isIgnored(Repository repository, String path) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(new FileTreeIterator(repository));
            walk.setFilter(PathFilter.create(path));
            while (walk.next()) {
                if (walk.getTree(0, WorkingTreeIterator.class).isEntryIgnored()) {
                    return true;
                }
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
            return false;
        }
    }

    @Override
    public void intendToAdd(String path) throws FlakeException {
        local.use(repository -> {
            if (!isTracked(repository, path)) {
                run(repository, git -> git.add().addFilepattern(path).call());
            }
            return true;
        });
    }

    @Override
    public void commit(String path, String message) throws FlakeException {
        local.use(repository -> {
            run(
                    repository,
                    git -> git.commit()
                            .setOnly(path)
                            .setMessage(message)
                            .setNoVerify(true)
                            .call());
            return true;
        });
    }

    /** A command of JGit's. */
    @FunctionalInterface
    private interface Command {
        Object call(Git git) throws GitAPIException;
    }

    private void run(Repository repository, Command command) throws FlakeException {
        try (Git git = new Git(repository)) {
            command.call(git);
        } catch (GitAPIException e) {
            throw new FlakeException("in Git repository \"" + local.root() + "\": " + e.getMessage(), e);
        }
    }
}
