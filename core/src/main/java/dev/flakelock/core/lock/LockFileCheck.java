package dev.flakelock.core.lock;

import dev.flakelock.core.error.FlakeException;
import java.util.Map;

/** The check that everything that is followed exists, before a lock file is written. */
public final class LockFileCheck {

    private LockFileCheck() {}

    /**
     * Checks every input that follows another one, in order of the paths.
     *
     * @throws FlakeException for the first one that follows nothing, or that follows itself in the end
     */
    public static void check(LockFile lock) throws FlakeException {
        FollowsResolution resolution = new FollowsResolution(lock);
        for (Map.Entry<InputAttrPath, Edge> entry : lock.edges().entrySet()) {
            if (entry.getValue() instanceof Edge.Follows follows
                    && !follows.target().isRoot()
                    && resolution.find(follows.target()).isEmpty()) {
                throw new FlakeException(
                        "input '" + entry.getKey() + "' follows a non-existent input '" + follows.target() + "'");
            }
        }
    }
}
