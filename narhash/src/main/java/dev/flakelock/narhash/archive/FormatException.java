package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.NarException;

/** What is wrong with the bytes of an archive, before it is said what was being read at that moment. */
final class FormatException extends NarException {
    private static final long serialVersionUID = 1L;

    private final boolean sequence;

    FormatException(String message) {
        super(message);
        this.sequence = false;
    }

    FormatException(String message, Throwable cause) {
        super(message, cause);
        this.sequence = false;
    }

    private FormatException(String message, boolean sequence) {
        super(message);
        this.sequence = sequence;
    }

    /** An error in how headers follow each other, for which Nix has other words. */
    static FormatException ofSequence(String message) {
        return new FormatException(message, true);
    }

    boolean ofSequence() {
        return sequence;
    }
}
