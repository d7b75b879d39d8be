package dev.flakelock.core.resolve;

import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.disk.WriteFailure;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file that a lock file would be written to, as it was when the work began. It need not be what the lock file was
 * read from: that is in the tree of the flake, where files that git does not know are missing.
 */
final class LockFileOnDisk {

    private final @Nullable Path file;
    private byte @Nullable [] contents;
    private @Nullable IOException unreadable;

    private LockFileOnDisk(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            try {
                this.contents = read(file);
            } catch (IOException e) {
                // Only of interest if the file is to be written.
                this.unreadable = e;
            }
        }
    }

    /** That of a flake, which may have none because it is not on this machine. */
    static LockFileOnDisk of(FlakeRef flake) {
        Input input = flake.input();
        Path directory = input.scheme() == null
                ? null
                : input.scheme().sourceDirectory(input).orElse(null);
        return new LockFileOnDisk(
                directory == null ? null : directory.resolve(flake.subdir()).resolve("flake.lock"));
    }

    /**
     * The change to new contents. Whoever makes it has to look once more whether the file is still as it was.
     *
     * @throws FlakeException if somebody has written the file since, and what they did would be lost; or if it cannot be
     *     read
     */
    FileChange changeTo(byte[] after) throws FlakeException {
        if (file != null) {
            requireUnchanged(file, after);
        }
        return new FileChange(contents, after);
    }

    private void requireUnchanged(Path place, byte[] after) throws FlakeException {
        try {
            if (unreadable != null) {
                throw unreadable;
            }
            if (!Arrays.equals(contents, read(place))) {
                throw WriteFailure.changed(place);
            }
        } catch (IOException e) {
            throw WriteFailure.of(place, after, e);
        }
    }

    /** Null for a file that is not there. */
    private static byte @Nullable [] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
