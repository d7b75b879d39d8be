package dev.flakelock.fetcher.git;

import dev.flakelock.core.disk.AtomicFile;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.disk.WriteFailure;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts files into a git work tree. A file that git does not ignore becomes known to git with
 * {@code git add --intent-to-add}, so that it counts as part of the tree with its contents unstaged.
 *
 * <p>Adding and committing is left to the {@code git} program where there is one, and with it hooks, signatures and
 * identity. Without it, JGit commits, without hooks and signatures, and a new file is staged with its contents since
 * JGit cannot add one otherwise. Immutable and thread-safe.
 */
public final class GitWorkTree {

    private final Path root;
    private final GitIndex index;

    /**
     * The work tree at this directory.
     *
     * @param root the directory that has the {@code .git}
     * @param environment where to look for the {@code git} program
     */
    public GitWorkTree(Path root, Environment environment) {
        GitRuntime.install();
        this.root = root;
        Optional<GitProgram> program = GitProgram.find(environment);
        this.index = program.isPresent() ? new ProgramIndex(root, program.get()) : new NativeIndex(root);
    }

    /**
     * Writes a file at once: a reader sees the old contents or the new ones. The mode of an existing file stays, and a
     * symbolic link is followed.
     *
     * @param path the path below the root, with {@code /}
     * @param commitMessage the message of a commit of this file alone, or null for no commit
     * @throws FlakeException if it cannot be written, in which case an earlier file is intact; or be added or committed
     */
    public void putFile(String path, FileChange change, @Nullable String commitMessage) throws FlakeException {
        try {
            AtomicFile.replace(root.resolve(path), change);
        } catch (IOException e) {
            throw WriteFailure.of(root.resolve(path), change.after(), e);
        } catch (InvalidPathException e) {
            throw new FlakeException("writing file '" + root + "/" + path + "': " + e.getMessage(), e);
        }
        if (!Files.exists(root.resolve(".git")) || index.isIgnored(path)) {
            return;
        }
        index.intendToAdd(path);
        if (commitMessage != null) {
            index.commit(path, commitMessage);
        }
    }
}
