package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.narhash.TreeLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A fetched work tree or commit.
 *
 * @param found the attributes asked for with those found
 * @param files the files
 * @param repository where they are read from
 * @param dirty whether it is a work tree with changes
 */
record GitResult(Attrs found, GitFiles files, Path repository, boolean dirty) {

    FetchedTree tree(TreeLimits limits) {
        return new FetchedTree(found, files, () -> GitTreeHash.of(files, repository, limits))
                .withFingerprint(this::fingerprint);
    }

    private @Nullable String fingerprint() throws FlakeException {
        String rev = found.text("rev");
        if (rev != null) {
            return rev + GitInput.treeFlags(found);
        }
        return LocalRepository.workTree(repository)
                .use(open -> DirtyTree.fingerprint(open, GitInput.treeFlags(found)))
                .orElse(null);
    }
}
