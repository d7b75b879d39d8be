package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.NarException;

/** What is wrong with the bytes of an archive, before it is said what was being read at that moment. */
final class FormatException extends NarException {
    private static final long serialVersionUID = 1L;

    FormatException(String message) {
        super(message);
    }

    FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
