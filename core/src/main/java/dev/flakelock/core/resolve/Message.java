package dev.flakelock.core.resolve;

/**
 * Something to tell the user.
 *
 * @param kind how it is meant
 * @param text Nix's words
 */
record Message(Kind kind, String text) {

    /** How a message is meant. */
    enum Kind {
        WARNING,
        NOTICE
    }

    static Message warning(String text) {
        return new Message(Kind.WARNING, text);
    }

    static Message notice(String text) {
        return new Message(Kind.NOTICE, text);
    }

    void tell(LockListener listener) {
        switch (kind) {
            case WARNING -> listener.warning(text);
            case NOTICE -> listener.notice(text);
        }
    }
}
