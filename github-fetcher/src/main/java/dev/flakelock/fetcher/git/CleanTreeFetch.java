package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.fetcher.git.clean.CleanTree;
import dev.flakelock.fetcher.git.clean.Commit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fetches a work tree that a quick look finds clean, as {@link WorkTreeFetch} would, without JGit: what JGit takes to
 * start is more than all else that a lock takes when nothing has changed.
 */
final class CleanTreeFetch {

    private final GitInput input;
    private final Path root;
    private final RevCounts counts;

    CleanTreeFetch(GitInput input, Path root, GitFacts facts) {
        this.input = input;
        this.root = root;
        this.counts = new RevCounts(facts);
    }

    /** What was found, or nothing if that needs a thorough look. */
    Optional<GitResult> fetch() {
        if (!input.isPlain() || !isOwn()) {
            return Optional.empty();
        }
        return CleanTree.find(root, System.getenv()).flatMap(this::result);
    }

    private boolean isOwn() {
        try {
            return SafeDirectory.isOwn(root);
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<GitResult> result(CleanTree clean) {
        Commit head = clean.head();
        Attrs attrs = input.attrs().with("lastModified", head.time()).with("rev", head.rev());
        if (clean.branch() != null) {
            attrs = attrs.with("ref", clean.branch());
        }
        if (!input.shallow()) {
            Optional<Long> count = counts.after(head.rev(), head.parents());
            if (count.isEmpty()) {
                return Optional.empty();
            }
            attrs = attrs.with("revCount", count.get());
        }
        WorkTreeNode.Directory tree = new WorkTreeNode.Directory();
        clean.files().forEach(path -> tree.put(path, new WorkTreeNode.Leaf()));
        return Optional.of(new GitResult(attrs, new WorkTreeFiles(root, tree, Mounts.NONE), root, false));
    }
}
