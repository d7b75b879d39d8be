package dev.flakelock.examples;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.VerifiedInput;
import dev.flakelock.core.resolve.VerifiedLock;
import java.io.PrintStream;

/** Holds a lock file against the places that its inputs are from. */
final class VerifyLock {

    private VerifyLock() {}

    // guide: verify
    /** Fetches all inputs once more and says where they are not what was locked; 0 if they all are. */
    static int verify(FlakeLocker locker, String flake, PrintStream out) throws FlakeException {
        LockListener listener = LockListener.lines(System.err::println);
        VerifiedLock verified =
                locker.verify(LockRequest.of(locker.parseFlake(flake, listener)).build(), listener);
        for (VerifiedInput input : verified.inputs()) {
            out.println(input.path() + (input.isGood() ? " is as it was locked" : " is NOT as it was locked"));
            input.findings().forEach(finding -> out.println(finding.text()));
            FlakeException failure = input.failure();
            if (failure != null) {
                out.println(ErrorText.render(failure, ErrorText.Options.PLAIN));
            }
        }
        return verified.exitStatus();
    }
    // guide: end
}
