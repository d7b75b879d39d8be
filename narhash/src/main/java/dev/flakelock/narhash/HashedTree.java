package dev.flakelock.narhash;

import java.util.List;

/**
 * A tree that has been hashed.
 *
 * @param narHash SHA-256 of its NAR
 * @param narSize bytes of its NAR
 * @param newestMtime newest modification time of anything that made the tree, in whole seconds since 1970, root and
 *     stripped top directory included; 0 when there is none
 * @param listing what lies at which path, with the contents that were to be kept
 * @param warnings what Nix would warn about, in its words and in order; at most a thousand
 */
public record HashedTree(Hash narHash, long narSize, long newestMtime, TreeListing listing, List<String> warnings) {
    /** Copies the list. */
    public HashedTree {
        warnings = List.copyOf(warnings);
    }
}
