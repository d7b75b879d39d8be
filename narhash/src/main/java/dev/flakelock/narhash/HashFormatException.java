package dev.flakelock.narhash;

/** A text is not the hash it should be; the message is in Nix's words. */
public final class HashFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** An error with that message. */
    public HashFormatException(String message) {
        super(message);
    }
}
