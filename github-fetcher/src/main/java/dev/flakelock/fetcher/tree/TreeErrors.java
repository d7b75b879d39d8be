package dev.flakelock.fetcher.tree;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.NarException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Turns failures of reading and writing trees into errors for users. */
public final class TreeErrors {

    private TreeErrors() {}

    /** The error for a tree that has no NAR, with the step that failed as its trace. */
    public static FlakeException of(NarException e) {
        FlakeException error = new FlakeException(e.getMessage() == null ? "the tree has no NAR" : e.getMessage(), e);
        e.context().ifPresent(error::addTrace);
        return error;
    }

    /** The error for a place that cannot be read. */
    public static FlakeException unreadable(String place, IOException e) {
        if (e instanceof NarException nar) {
            return of(nar);
        }
        return new FlakeException("cannot read '" + place + "': " + reason(e), e);
    }

    /** The error for a file that could not be written, in Nix's words, with what to do about it. */
    public static FlakeException unwritable(Path file, IOException e) {
        String reason = reason(e);
        if (e instanceof AccessDeniedException) {
            reason = "Permission denied";
        } else if (e instanceof FileSystemException system && system.getReason() != null) {
            reason = system.getReason();
        }
        return new FlakeException("opening file \"" + file + "\": " + reason, e)
                .hint("may you write to this directory? '--output-lock-file FILE' writes somewhere else");
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
