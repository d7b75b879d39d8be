package dev.flakelock.core.ref;

import dev.flakelock.core.error.FlakeException;

/** A URL that is malformed. Where a flake reference is read, the text is then taken for a path. */
public final class BadUrlException extends FlakeException {

    private static final long serialVersionUID = 1L;

    /** An error with this message. */
    public BadUrlException(String message) {
        super(message);
    }
}
