package dev.flakelock.core.lock;

import dev.flakelock.core.error.FlakeException;
import java.util.List;

/** Inputs that follow each other in a circle. */
public final class FollowCycleException extends FlakeException {

    private static final long serialVersionUID = 1L;

    FollowCycleException(List<InputAttrPath> cycle) {
        super("follow cycle detected: [" + LockFile.chain(cycle) + "]");
    }
}
