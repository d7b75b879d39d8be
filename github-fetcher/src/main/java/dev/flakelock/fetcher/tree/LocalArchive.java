package dev.flakelock.fetcher.tree;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeLimits;
import dev.flakelock.narhash.archive.ArchiveHasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Hashes the tree of an archive that lies on this machine. */
public final class LocalArchive {

    private LocalArchive() {}

    /**
     * The tree of the archive, with the files kept that decide about a lock.
     *
     * @throws FlakeException if it cannot be read or is no archive
     */
    public static HashedTree read(Path archive, TreeLimits limits, FetchContext context) throws FlakeException {
        context.progress(new FetchProgress(FetchProgress.Activity.HASHING, 0, -1));
        HashedTree tree = read(archive, KeepRule.flakeFiles(), limits);
        tree.warnings().forEach(context::warn);
        return tree;
    }

    /**
     * The contents of a file of the archive.
     *
     * @throws FlakeException if it cannot be read, or the file is not there any more
     */
    public static byte[] file(Path archive, String path, TreeLimits limits) throws FlakeException {
        return read(archive, KeepRule.paths(Set.of(path)), limits)
                .listing()
                .contents(path)
                .orElseThrow(() -> new FlakeException("file '" + path + "' has vanished from '" + archive + "'"));
    }

    private static HashedTree read(Path archive, KeepRule keep, TreeLimits limits) throws FlakeException {
        try {
            return ArchiveHasher.hash(
                    () -> Files.newInputStream(archive),
                    ArchiveDownload.options(archive.toString(), keep).within(limits));
        } catch (IOException e) {
            throw TreeErrors.unreadable(archive.toString(), e);
        }
    }
}
