package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Fetches a work tree: the tracked files as they are on disk. */
final class WorkTreeFetch {

    private static final String NO_REV = "0".repeat(40);
    private static final int SHORT_REV = 7;

    private final GitInput input;
    private final Path root;
    private final GitSetup setup;
    private final Submodules submodules;

    WorkTreeFetch(GitInput input, Path root, GitSetup setup, Submodules submodules) {
        this.input = input;
        this.root = root;
        this.setup = setup;
        this.submodules = submodules;
    }

    /** What was found. Warns of a dirty tree, or fails if there must be none. */
    GitResult fetch(FetchContext context) throws FlakeException {
        LocalRepository repository = LocalRepository.workTree(root);
        WorkTreeStatus status = repository.use(StatusScan::scan);
        Submodules.Found nested =
                input.submodules() ? submodules.ofWorkTree(root, input, context) : Submodules.Found.NONE;
        boolean dirty = status.dirty() || nested.dirty();
        if (dirty) {
            reportDirty(context);
        } else if (input.verifyCommit()) {
            verify(repository);
        }
        Set<String> ignored = input.exportIgnore() ? repository.use(AttributePaths::exportIgnoredInIndex) : Set.of();
        GitFiles files = new WorkTreeFiles(root, tree(status, nested.mounts(), ignored), nested.mounts());
        return new GitResult(repository.use(open -> found(open, dirty)), files, root, dirty);
    }

    private void verify(LocalRepository repository) throws FlakeException {
        ObjectId head = repository.use(open -> open.resolve(Constants.HEAD));
        if (head != null) {
            new CommitVerifier(setup.settings().environment()).verify(repository, head, input);
        }
    }

    private void reportDirty(FetchContext context) throws FlakeException {
        String dirty = "Git tree '" + shownRoot() + "' is dirty";
        if (!setup.settings().allowDirty()) {
            throw new FlakeException(dirty);
        }
        if (setup.settings().warnDirty()) {
            context.warn(dirty);
        }
        if (input.verifyCommit()) {
            throw new FlakeException(
                    "commit verification is required for Git repository '" + input.url() + "', but it's dirty");
        }
    }

    /** The work tree with the slash at the end, if the URL has one. */
    private String shownRoot() {
        int query = input.url().indexOf('?');
        String url = query < 0 ? input.url() : input.url().substring(0, query);
        boolean slash = url.endsWith("/") && root.getNameCount() > 0;
        return root + (slash ? "/" : "");
    }

    private static WorkTreeNode.Directory tree(WorkTreeStatus status, Mounts mounts, Set<String> ignored) {
        WorkTreeNode.Directory tree = new WorkTreeNode.Directory();
        for (String path : ignored) {
            tree.put(path.getBytes(StandardCharsets.UTF_8), new WorkTreeNode.Ignored());
        }
        for (Map.Entry<String, GitFiles> mount : mounts.asMap().entrySet()) {
            tree.put(mount.getKey().getBytes(StandardCharsets.UTF_8), new WorkTreeNode.Mounted(mount.getValue()));
        }
        for (byte[] path : status.files()) {
            tree.put(path, new WorkTreeNode.Leaf());
        }
        return tree;
    }

    private Attrs found(Repository repository, boolean dirty) throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        long time = head == null ? 0 : History.committedAt(repository, head);
        Attrs attrs = input.attrs().with("lastModified", time);
        if (dirty) {
            return head == null ? attrs : withDirtyRev(attrs, head.name());
        }
        String branch = LocalRepository.headBranch(repository);
        if (branch != null) {
            attrs = attrs.with("ref", branch);
        }
        attrs = attrs.with("rev", head == null ? NO_REV : head.name());
        return input.shallow()
                ? attrs
                : attrs.with("revCount", head == null ? 0 : new RevCounts(setup.facts()).of(repository, head));
    }

    private static Attrs withDirtyRev(Attrs attrs, String head) {
        return attrs.with("dirtyRev", head + "-dirty").with("dirtyShortRev", head.substring(0, SHORT_REV) + "-dirty");
    }
}
