package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.NarException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;

/** The copy of a remote repository in the cache cannot be read, because of what is in it. */
final class DamagedCopyException extends FlakeException {

    private static final long serialVersionUID = 1L;

    DamagedCopyException(String message, IOException cause) {
        super(message, cause);
    }

    /** Whether it is what a copy holds that keeps it from being read, and not a disk that refuses. */
    static boolean explains(IOException failure) {
        return !(failure instanceof FileSystemException
                || failure instanceof NarException
                || failure instanceof IncorrectObjectTypeException);
    }

    /** Whether a fetch into a copy has failed because of what is in the copy already. */
    static boolean isBehind(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof DamagedCopyException
                    || t instanceof MissingObjectException
                    || t instanceof CorruptObjectException
                    || t instanceof PackMismatchException
                    || t instanceof RepositoryNotFoundException) {
                return true;
            }
        }
        return false;
    }
}
