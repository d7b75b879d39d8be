package dev.flakelock.core.settings;

/**
 * Something that the user should be told and that is no error.
 *
 * @param level how important it is
 * @param text the message, in Nix's words, without {@code warning:}; it may have several lines
 */
public record Notice(Level level, String text) {

    /** How important a notice is. */
    public enum Level {
        /** Shown with {@code warning:} in front. */
        WARNING,
        /** Shown as it is. */
        INFO
    }

    static Notice warning(String text) {
        return new Notice(Level.WARNING, text);
    }

    static Notice info(String text) {
        return new Notice(Level.INFO, text);
    }
}
