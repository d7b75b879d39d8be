package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.ref.FlakeRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A flake that was fetched and read. Immutable.
 *
 * @param original the reference that was asked for
 * @param resolved the same after the registries
 * @param fetched what the reference was found to be, {@code dir} included; relative references stay as they are
 * @param input the fetched input; null for a relative reference, which is not fetched
 * @param source where the flake lies
 * @param flake what it says
 */
record LoadedFlake(
        FlakeRef original,
        FlakeRef resolved,
        FlakeRef fetched,
        @Nullable FetchedInput input,
        FlakeDirectory source,
        Flake flake) {

    /** The reference with the hash of its tree. */
    FlakeRef locked() throws FlakeException {
        return input == null ? fetched : new FlakeRef(input.locked(original.input()), fetched.subdir());
    }

    /** The fetched input. Not for a relative reference. */
    FetchedInput requireInput() {
        return Objects.requireNonNull(input, "a relative flake is not fetched");
    }
}
