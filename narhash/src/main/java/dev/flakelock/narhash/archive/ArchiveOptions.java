package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeLimits;

/**
 * How an archive is read. Immutable.
 *
 * @param keep which contents the listing keeps
 * @param limits bounds of the tree
 * @param zipDirectory whether a zip is read by its central directory, as Nix does when the last segment of the URL ends
 *     in {@code .zip} in any case; otherwise it is read as a stream, and its symlinks and execute bits are lost
 * @param heldSize bytes of contents held in memory while their place in the NAR is not known yet
 * @param parallel whether decompressing may run on a thread of its own, beside hashing
 */
public record ArchiveOptions(KeepRule keep, TreeLimits limits, boolean zipDirectory, int heldSize, boolean parallel) {
    /** Flake files kept, default limits, zips as streams, 16 MiB held, two threads. */
    public static final ArchiveOptions DEFAULT =
            new ArchiveOptions(KeepRule.flakeFiles(), TreeLimits.DEFAULT, false, 16 << 20, true);

    /** The same with another rule about what is kept. */
    public ArchiveOptions keeping(KeepRule rule) {
        return new ArchiveOptions(rule, limits, zipDirectory, heldSize, parallel);
    }

    /** The same with other limits. */
    public ArchiveOptions within(TreeLimits treeLimits) {
        return new ArchiveOptions(keep, treeLimits, zipDirectory, heldSize, parallel);
    }

    /** The same with zips read by their central directory or not. */
    public ArchiveOptions withZipDirectory(boolean byDirectory) {
        return new ArchiveOptions(keep, limits, byDirectory, heldSize, parallel);
    }

    /** The same with that many bytes of contents held in memory. */
    public ArchiveOptions holding(int bytes) {
        return new ArchiveOptions(keep, limits, zipDirectory, bytes, parallel);
    }

    /** The same on one thread or two. */
    public ArchiveOptions inParallel(boolean twoThreads) {
        return new ArchiveOptions(keep, limits, zipDirectory, heldSize, twoThreads);
    }
}
