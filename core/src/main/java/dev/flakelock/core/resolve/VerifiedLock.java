package dev.flakelock.core.resolve;

import dev.flakelock.core.ref.FlakeRef;
import java.util.List;

/**
 * What came of checking a lock file against the places that its inputs are from.
 *
 * @param flake the flake that the lock file is of
 * @param inputs its inputs that are fetched, in order of their paths
 */
public record VerifiedLock(FlakeRef flake, List<VerifiedInput> inputs) {

    /** Copies the list. */
    public VerifiedLock {
        inputs = List.copyOf(inputs);
    }

    /** The gravest of the exit statuses of the inputs. */
    public int exitStatus() {
        return inputs.stream().mapToInt(VerifiedInput::exitStatus).max().orElse(0);
    }
}
