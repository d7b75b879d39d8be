package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A repository on this machine: its directory, and how to open it. Immutable. */
final class LocalRepository {

    /** Something that is done with an open repository. */
    @FunctionalInterface
    interface Action<T> {
        T with(Repository repository) throws IOException, FlakeException;
    }

    private final Path root;
    private final boolean bare;
    private final @Nullable Disposal disposal;

    private LocalRepository(Path root, boolean bare, @Nullable Disposal disposal) {
        this.root = root;
        this.bare = bare;
        this.disposal = disposal;
    }

    /** Gets rid of a repository that can be fetched again. */
    @FunctionalInterface
    interface Disposal {
        /** Returns whether it is gone. */
        boolean discard() throws IOException;
    }

    /** The repository whose work tree is this directory, which has a {@code .git}. */
    static LocalRepository workTree(Path root) {
        return new LocalRepository(root, false, null);
    }

    /** A repository without a work tree. */
    static LocalRepository bare(Path gitDir) {
        return new LocalRepository(gitDir, true, null);
    }

    /** A repository that can be fetched again, and is got rid of when it turns out to be damaged. */
    static LocalRepository copy(Path gitDir, Disposal disposal) {
        return new LocalRepository(gitDir, true, disposal);
    }

    /** Whether a directory is the root of a work tree. */
    static boolean isWorkTree(Path directory) {
        return Files.exists(directory.resolve(".git"));
    }

    /** The work tree, or the repository itself without one. */
    Path root() {
        return root;
    }

    /** Opens the repository for an action and closes it. */
    <T> T use(Action<T> action) throws FlakeException {
        if (!bare) {
            SafeDirectory.check(root);
        }
        try (Repository repository = open()) {
            return action.with(repository);
        } catch (RepositoryNotFoundException e) {
            if (disposal != null) {
                throw damaged(disposal, e);
            }
            throw new FlakeException(
                    "opening Git repository \"" + root + "\": could not find repository at '" + root
                            + "' (libgit2 error code = 3)",
                    e);
        } catch (IOException e) {
            Disposal copy = DamagedCopyException.explains(e) ? disposal : null;
            throw copy != null ? damaged(copy, e) : GitErrors.reading(root, e);
        }
    }

    private DamagedCopyException damaged(Disposal copy, IOException cause) {
        String message = String.valueOf(GitErrors.reading(root, cause).getMessage());
        DamagedCopyException failure = new DamagedCopyException(message, cause);
        try {
            if (copy.discard()) {
                failure.hint("the cached copy is damaged and was deleted; the next try will fetch it again");
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Opens it; the caller closes it. */
    Repository open() throws IOException, FlakeException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.setMustExist(true);
        if (bare) {
            builder.setGitDir(root.toFile()).setBare();
        } else {
            builder.setWorkTree(root.toFile());
        }
        Repository repository = builder.build();
        String format = repository.getConfig().getString("extensions", null, "objectformat");
        if (format != null && !format.equals("sha1")) {
            repository.close();
            throw new FlakeException("opening Git repository \"" + root + "\": unknown object format '" + format
                    + "' (libgit2 error code = 6)");
        }
        repository
                .getConfig()
                .setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, ConfigConstants.CONFIG_COMMIT_GRAPH, true);
        return repository;
    }

    /** The branch that HEAD names, in full, or null when it is detached. */
    static @Nullable String headBranch(Repository repository) throws IOException {
        Ref head = repository.exactRef("HEAD");
        return head != null && head.isSymbolic() ? head.getTarget().getName() : null;
    }

    /** Whether history is missing. */
    static boolean isShallow(Repository repository) throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }
}
