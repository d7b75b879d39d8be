package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an archive is read. Immutable.
 *
 * @param keep which contents the listing keeps; asked on whichever thread hashes
 * @param limits bounds of the tree
 * @param zipDirectory whether a zip is read by its central directory, as Nix does when the last segment of the URL ends
 *     in {@code .zip} in any case; otherwise it is read as a stream, and its symlinks and execute bits are lost
 * @param heldSize bytes of contents held in memory at most while their place in the NAR is not known yet; less, but not less
 *     than a mebibyte, while many archives are read at once
 * @param parallel whether decompressing may run on a thread of its own, beside hashing
 * @param spoolDirectory where temporary files go; null for the system's directory
 */
public record ArchiveOptions(
        KeepRule keep,
        TreeLimits limits,
        boolean zipDirectory,
        int heldSize,
        boolean parallel,
        @Nullable Path spoolDirectory) {
    /** Flake files kept, default limits, zips as streams, 16 MiB held, two threads. */
    public static final ArchiveOptions DEFAULT =
            new ArchiveOptions(KeepRule.flakeFiles(), TreeLimits.DEFAULT, false, 16 << 20, true, null);

    /** The same with another rule about what is kept. */
    public ArchiveOptions keeping(KeepRule rule) {
        return new ArchiveOptions(rule, limits, zipDirectory, heldSize, parallel, spoolDirectory);
    }

    /** The same with other limits. */
    public ArchiveOptions within(TreeLimits treeLimits) {
        return new ArchiveOptions(keep, treeLimits, zipDirectory, heldSize, parallel, spoolDirectory);
    }

    /** The same with zips read by their central directory or not. */
    public ArchiveOptions withZipDirectory(boolean byDirectory) {
        return new ArchiveOptions(keep, limits, byDirectory, heldSize, parallel, spoolDirectory);
    }

    /** The same with that many bytes of contents held in memory. */
    public ArchiveOptions holding(int bytes) {
        return new ArchiveOptions(keep, limits, zipDirectory, bytes, parallel, spoolDirectory);
    }

    /** The same on one thread or two. */
    public ArchiveOptions inParallel(boolean twoThreads) {
        return new ArchiveOptions(keep, limits, zipDirectory, heldSize, twoThreads, spoolDirectory);
    }

    /** The same with temporary files in that directory. */
    public ArchiveOptions spoolingTo(Path directory) {
        return new ArchiveOptions(keep, limits, zipDirectory, heldSize, parallel, directory);
    }

    /** A new temporary file. */
    Path temporaryFile(String suffix) throws IOException {
        return spoolDirectory == null
                ? Files.createTempFile("flakelock-", suffix)
                : Files.createTempFile(spoolDirectory, "flakelock-", suffix);
    }
}
