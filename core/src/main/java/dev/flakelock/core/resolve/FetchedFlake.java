package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeRef;
import org.jspecify.annotations.Nullable;

/**
 * What came of fetching one of several references. Immutable.
 *
 * @param asked the reference
 * @param found what it was found to be, without a computed {@code narHash}; null if it could not be fetched
 * @param tree the tree; null if it could not be fetched
 * @param failure why not, or null
 */
public record FetchedFlake(
        FlakeRef asked,
        @Nullable FlakeRef found,
        @Nullable FetchedTree tree,
        @Nullable FlakeException failure) {

    /** What the reference was found to be. Only if there is no failure. */
    public FlakeRef requireFound() throws FlakeException {
        if (found == null) {
            throw failure == null ? new FlakeException("nothing was fetched") : failure;
        }
        return found;
    }

    /** The tree. Only if there is no failure. */
    public FetchedTree requireTree() throws FlakeException {
        if (tree == null) {
            throw failure == null ? new FlakeException("nothing was fetched") : failure;
        }
        return tree;
    }
}
