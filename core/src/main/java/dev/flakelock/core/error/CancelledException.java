package dev.flakelock.core.error;

/**
 * What was asked for is no longer wanted: the thread was interrupted, or what it works with was closed. No failure, and
 * nothing to report.
 */
public final class CancelledException extends FlakeException {

    private static final long serialVersionUID = 1L;

    /** Something was cancelled. */
    public CancelledException() {
        super("interrupted by the user");
    }

    /** Something was cancelled, which showed itself like this. */
    public CancelledException(Throwable cause) {
        super("interrupted by the user", cause);
    }
}
