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

    private LocalRepository(Path root, boolean bare) {
        this.root = root;
        this.bare = bare;
    }

    /** The repository whose work tree is this directory, which has a {@code .git}. */
    static LocalRepository workTree(Path root) {
        return new LocalRepository(root, false);
    }

    /** A repository without a work tree. */
    static LocalRepository bare(Path gitDir) {
        return new LocalRepository(gitDir, true);
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
            throw new FlakeException(
                    "opening Git repository \"" + root + "\": could not find repository at '" + root
                            + "' (libgit2 error code = 3)",
                    e);
        } catch (IOException e) {
            throw GitErrors.reading(root, e);
        }
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
