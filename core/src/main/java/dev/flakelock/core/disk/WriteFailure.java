package dev.flakelock.core.disk;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns failures of writing a lock file into errors for users. */
public final class WriteFailure {

    private static final String ELSEWHERE = "'--output-lock-file FILE' writes somewhere else";

    private WriteFailure() {}

    /**
     * The error for a lock file that could not be written, in Nix's words where Nix has some, and what to do about it.
     *
     * @param file the file as the user knows it
     * @param contents what was to be written
     */
    public static FlakeException of(Path file, byte[] contents, IOException e) {
        if (e instanceof ChangedFileException) {
            return changed(file);
        }
        String reason = reason(e);
        FlakeException failure = e instanceof FileSystemException
                ? new FlakeException("opening file \"" + file + "\": " + reason, e)
                : new FlakeException("write of " + contents.length + " bytes: " + reason, e)
                        .addTrace("writing file \"" + file + "\"");
        return failure.hint(advice(reason));
    }

    /** The error for a lock file that somebody else has written since it was read. */
    public static FlakeException changed(Path file) {
        return new FlakeException(
                        "lock file \"" + file + "\" was changed by another program while it was being updated")
                .hint("nothing was written; run the command again, and it starts from the lock file as it is now");
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        } else if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String advice(String reason) {
        return switch (reason) {
            case "Permission denied" -> "may you write to this directory? " + ELSEWHERE;
            case "Read-only file system" -> "nothing can be written to this file system; " + ELSEWHERE;
            case "No space left on device", "Disk quota exceeded" ->
                "what was there before is still there; make room, and run the command again";
            default -> "is this a place for a file? " + ELSEWHERE;
        };
    }
}
