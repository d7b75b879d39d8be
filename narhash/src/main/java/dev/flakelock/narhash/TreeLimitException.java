package dev.flakelock.narhash;

/** A tree is larger than its {@link TreeLimits} allow. */
public final class TreeLimitException extends NarException {
    private static final long serialVersionUID = 1L;

    /** An error with that message. */
    public TreeLimitException(String message) {
        super(message);
    }
}
