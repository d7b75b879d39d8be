package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file that a lock file would be written to, as it was when the work began. It need not be what the lock file was
 * read from: that is in the tree of the flake, where files that git does not know are missing.
 */
final class LockFileOnDisk {

    private final @Nullable Path file;
    private final byte @Nullable [] contents;

    private LockFileOnDisk(@Nullable Path file) {
        this.file = file;
        this.contents = file == null ? null : read(file);
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
     * Makes sure that nobody has written the file since.
     *
     * @throws FlakeException if somebody has: what they did would be lost
     */
    void requireUnchanged() throws FlakeException {
        if (file != null && !Arrays.equals(contents, read(file))) {
            throw new FlakeException(
                            "lock file \"" + file + "\" was changed by another program while it was being updated")
                    .hint("nothing was written; run the command again, and it starts from the lock file as it is now");
        }
    }

    /** Null for a file that is not there, or that cannot be read, which whoever writes it will notice. */
    private static byte @Nullable [] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return null;
        }
    }
}
