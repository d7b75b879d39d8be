package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import java.util.function.Consumer;

/** Reads the {@code flake.nix} of a flake. */
@FunctionalInterface
public interface FlakeReader {

    /**
     * What a {@code flake.nix} says.
     *
     * @param source where the flake lies
     * @param shownAs the reference of the flake, for messages
     * @param listener takes what is worth knowing, each without a prefix
     * @throws FlakeException if there is no {@code flake.nix}, or if Nix would not take it
     */
    Flake read(FlakeDirectory source, String shownAs, Consumer<String> listener) throws FlakeException;
}
