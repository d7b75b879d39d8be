package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;

/** Is told what happens while a flake is locked, always on the thread that called the resolver. */
public interface LockListener {

    /**
     * Something that the user should know: Nix's words, with Nix's escape sequences for colours in them, and without
     * the word {@code warning}.
     */
    void warning(String message);

    /** A line that is no warning, such as what is being unpacked. */
    default void notice(String message) {}

    /**
     * The flake to be locked has been read; its inputs have not been looked at yet.
     *
     * @throws FlakeException if what it says about settings cannot be accepted
     */
    default void topFlake(Flake flake) throws FlakeException {}
}
