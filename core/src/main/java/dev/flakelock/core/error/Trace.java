package dev.flakelock.core.error;

import org.jspecify.annotations.Nullable;

/**
 * What was being done when an error happened, in Nix's words: {@code while updating the flake input 'a/b'}.
 *
 * @param text the words, without a leading ellipsis and without a final full stop
 * @param location the place in a file that this step is about, if there is one
 */
public record Trace(String text, @Nullable SourceLocation location) {

    /** A step that is about no place in a file. */
    public static Trace of(String text) {
        return new Trace(text, null);
    }
}
