package dev.flakelock.fetcher.tree;

import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.KeepRule;
import java.io.IOException;
import java.io.InputStream;

/** Makes a hashed tree of an archive while it is read. Thread-safe. */
@FunctionalInterface
public interface ArchiveReader {

    /** Where an archive comes from. */
    @FunctionalInterface
    interface Source {

        /** Opens the archive at its start. */
        InputStream open() throws IOException;
    }

    /**
     * Reads an archive.
     *
     * @param archive opened once, or again if its members are not in order; closed each time
     * @param zip whether a zip archive is to be read through its central directory
     * @param keep which files are kept
     * @throws dev.flakelock.narhash.NarException if it is no archive, or its tree has no NAR
     * @throws IOException if the bytes cannot be read
     */
    HashedTree read(Source archive, boolean zip, KeepRule keep) throws IOException;
}
