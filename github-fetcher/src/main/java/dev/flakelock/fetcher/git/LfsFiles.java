package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that are kept outside of git, behind pointers. Thread-safe. */
@FunctionalInterface
interface LfsFiles {

    /** None: pointers are files like any other. */
    LfsFiles NONE = (path, blob) -> Optional.empty();

    /**
     * A file, whose size and hash are those of its pointer.
     *
     * @param place where it is on disk
     * @param size its size in bytes
     */
    record Stored(Path place, long size) {

        InputStream open() throws IOException {
            return Files.newInputStream(place);
        }

        byte[] read() throws FlakeException {
            try {
                return Files.readAllBytes(place);
            } catch (IOException e) {
                throw new FlakeException("reading '" + place + "': " + e.getMessage(), e);
            }
        }
    }

    /**
     * The file behind a blob, if the path is one of those that are kept outside and the blob is a pointer.
     *
     * @throws FlakeException if the file cannot be had
     */
    Optional<Stored> behind(String path, byte[] blob) throws FlakeException;
}
