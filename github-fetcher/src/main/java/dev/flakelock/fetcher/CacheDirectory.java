package dev.flakelock.fetcher;

import dev.flakelock.fetcher.disk.Deletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the cache is on disk: for good, or until the fetchers are closed. Thread-safe. */
final class CacheDirectory implements AutoCloseable {

    private final boolean lasting;
    private @Nullable Path directory;

    private CacheDirectory(boolean lasting, @Nullable Path directory) {
        this.lasting = lasting;
        this.directory = directory;
    }

    /** This directory, which need not exist and stays. */
    static CacheDirectory lasting(Path directory) {
        return new CacheDirectory(true, directory);
    }

    /** A directory that is made when it is first needed. */
    static CacheDirectory temporary() {
        return new CacheDirectory(false, null);
    }

    /** Whether what is written there is found again by others. */
    boolean isLasting() {
        return lasting;
    }

    /**
     * The directory.
     *
     * @throws UncheckedIOException if a temporary one cannot be made
     */
    synchronized Path path() {
        Path known = directory;
        if (known == null) {
            try {
                known = Files.createTempDirectory("flakelock");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make a temporary directory", e);
            }
            directory = known;
        }
        return known;
    }

    /** Deletes a temporary directory, as far as that can be done. */
    @Override
    public synchronized void close() {
        if (lasting || directory == null) {
            return;
        }
        try {
            Deletion.delete(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
        directory = null;
    }
}
