package dev.flakelock.narhash.archive;

import java.io.IOException;

/**
 * A member belongs before what is in the NAR already, or what should go there is refused: this pass was in vain. Never
 * leaves the package.
 */
final class OutOfOrderException extends IOException {
    private static final long serialVersionUID = 1L;

    OutOfOrderException() {
        super("archive is not in the assumed order");
    }
}
