package dev.flakelock.fetcher.tree;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.TreeLimitException;
import java.io.IOException;

/** Turns failures of reading trees into errors for users. */
public final class TreeErrors {

    private TreeErrors() {}

    /** The error for a tree that has no NAR, with the step that failed as its trace. */
    public static FlakeException of(NarException e) {
        FlakeException error = new FlakeException(e.getMessage() == null ? "the tree has no NAR" : e.getMessage(), e);
        e.context().ifPresent(error::addTrace);
        if (e instanceof TreeLimitException) {
            error.hint(
                    "if it is as large as it should be, 'flakelock-max-files' and 'flakelock-max-tree' set the limits");
        }
        return error;
    }

    /** The error for a place that cannot be read. */
    public static FlakeException unreadable(String place, IOException e) {
        if (e instanceof NarException nar) {
            return of(nar);
        }
        return new FlakeException("cannot read '" + place + "': " + reason(e), e);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
