package dev.flakelock.core.resolve;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.settings.Settings;
import java.util.function.Consumer;

/** Is told what happens while a flake is locked, always on the thread that called the resolver. */
public interface LockListener {

    /** Passes on everything in plain lines, for a log: warnings with {@code warning:} in front, without colours. */
    static LockListener lines(Consumer<String> log) {
        return new LockListener() {
            @Override
            public void warning(String message) {
                log.accept("warning: " + ErrorText.plain(message));
            }

            @Override
            public void notice(String message) {
                log.accept(ErrorText.plain(message));
            }
        };
    }

    /**
     * Something that the user should know: Nix's words, with Nix's escape sequences for colours in them, and without
     * the word {@code warning}.
     */
    void warning(String message);

    /** A line that is no warning, such as what is being unpacked. */
    default void notice(String message) {}

    /** Something happens to a fetch; see {@link FetchEvent}. Must return soon, as everything waits meanwhile. */
    default void fetching(FetchEvent event) {}

    /**
     * The flake to be locked has been read; its inputs have not been looked at yet.
     *
     * @throws FlakeException if what it says about settings cannot be accepted
     */
    default void topFlake(Flake flake) throws FlakeException {}

    /** The flake has changed settings for itself: these count for the rest of this call. */
    default void configured(Settings settings) {}

    /**
     * Asks the user whether something may be done, in Nix's words, which end with {@code (y/N)?}.
     *
     * @return whether it may; no, if nobody is there to answer
     */
    default boolean ask(String question) {
        return false;
    }
}
