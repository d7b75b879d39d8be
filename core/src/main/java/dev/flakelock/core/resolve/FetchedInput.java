package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.narhash.Hash;

/**
 * An input that was fetched and found to be what was asked for. Immutable but for the hash, which may still be to be
 * computed.
 *
 * @param asked the input that was fetched
 * @param attrs the attributes it has now, marked final, without a computed {@code narHash}
 * @param tree the tree
 */
record FetchedInput(Input asked, Attrs attrs, FetchedTree tree) {

    /** The files of the tree. */
    SourceTree files() {
        return tree.files();
    }

    /** The input as far as it is known without hashing its tree. */
    Input found() {
        return asked.withAttrs(attrs);
    }

    /**
     * The input with the hash of its tree, as it is written to a lock file.
     *
     * @param wanted the input whose {@code narHash}, if it has one, must be that of the tree
     */
    Input locked(Input wanted) throws FlakeException {
        Hash narHash = tree.narHash();
        LockAttributeCheck.checkNarHash(wanted, narHash);
        return asked.withAttrs(attrs.with("narHash", narHash.toSri()));
    }
}
