package dev.flakelock.fetcher.cache;

import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.TreeListing;

/**
 * What is known of an archive.
 *
 * @param narHash the NAR hash of its tree
 * @param lastModified the newest time in it, in seconds since 1970
 * @param listing what is in the tree, with the files that decide about a lock
 */
public record ArchiveFacts(Hash narHash, long lastModified, TreeListing listing) {

    /** The facts of an archive that was just read. */
    public static ArchiveFacts of(HashedTree tree) {
        return new ArchiveFacts(tree.narHash(), tree.newestMtime(), tree.listing());
    }
}
