package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of fetching a locked input once more.
 *
 * @param path the input; the first by path of those that share the node
 * @param locked what the lock file says
 * @param findings what is different, the gravest first
 * @param failure why it could not be checked, or not completely; null if it could
 */
public record VerifiedInput(
        InputAttrPath path,
        FlakeRef locked,
        List<Finding> findings,
        @Nullable FlakeException failure) {

    private static final int FAILED = 1;
    private static final int MISMATCH = 102;

    /** Copies the list. */
    public VerifiedInput {
        findings = List.copyOf(findings);
    }

    /** Whether everything is as the lock file says, apart from notes. */
    public boolean isGood() {
        return exitStatus() == 0;
    }

    /** The exit status of a command about this input: 102 for a mismatch, as Nix has it, 1 for other failures. */
    public int exitStatus() {
        if (has(Finding.Weight.MISMATCH)) {
            return MISMATCH;
        }
        return failure != null || has(Finding.Weight.MISSING) ? FAILED : 0;
    }

    private boolean has(Finding.Weight weight) {
        return findings.stream().anyMatch(finding -> finding.weight() == weight);
    }
}
