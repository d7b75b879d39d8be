package dev.flakelock.fetcher.git.clean;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A work tree without changes: each entry of the index has on disk the size, times and mode that the index has for it,
 * and the tree that git has noted in the index is that of HEAD.
 *
 * @param files the tracked files and links, as git's bytes in git's order
 * @param branch the branch that HEAD names, in full, or null when it is detached
 * @param head the commit of HEAD
 */
public record CleanTree(List<byte[]> files, @Nullable String branch, Commit head) {

    /**
     * The work tree at this directory, if it is surely clean. Nothing is said of a tree with changes, of one whose
     * files would have to be read (as new as the index, or copied without their times), and of whatever git can do
     * beyond one repository in {@code .git}: submodules, sparse, split and linked trees, names that are not ASCII.
     *
     * @param environment the variables that say where git's configuration is
     */
    public static Optional<CleanTree> find(Path root, Map<String, String> environment) {
        try {
            GitDirectory git = new GitDirectory(root.resolve(".git"));
            git.requirePlain(UserFiles.of(environment));
            Head head = git.head();
            Index index = git.index();
            Commit commit = Commit.parse(head.commit(), git.objects().commit(head.commit()));
            if (!commit.tree().equals(index.tree())) {
                return Optional.empty();
            }
            new Disk(root, index.time()).requireSame(index.entries());
            List<byte[]> files =
                    index.entries().stream().map(IndexEntry::rawPath).toList();
            return Optional.of(new CleanTree(files, head.branch(), commit));
        } catch (IOException | BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
