package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the inputs of a lock file that would not be the same tree next time. */
final class UnlockedInputs {

    private UnlockedInputs() {}

    /**
     * The first such input, in order of the paths; null if there is none.
     *
     * @param allowHashed whether it is enough that the hash of the tree is known
     */
    static @Nullable FlakeRef first(LockFile lock, boolean allowHashed) {
        for (Map.Entry<InputAttrPath, Edge> entry : lock.edges().entrySet()) {
            if (entry.getValue() instanceof Edge.ToNode to) {
                Node.Pin pin = lock.node(to.key()).requirePin();
                if (!isLocked(pin.locked().input(), allowHashed)) {
                    return pin.locked();
                }
            }
        }
        return null;
    }

    private static boolean isLocked(Input input, boolean allowHashed) {
        boolean hashed = allowHashed && input.attrs().text("narHash") != null;
        return input.isRelative() || (input.isFinal() && (input.isLocked() || hashed));
    }
}
