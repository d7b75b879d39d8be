package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a lock file that may be reused. Immutable.
 *
 * @param file the lock file, which is the old one or that of an input
 * @param node the node
 */
record OldNode(LockFile file, Node node) {

    static OldNode rootOf(LockFile file) {
        return new OldNode(file, file.root());
    }

    /** The inputs of the node. */
    Map<String, Edge> inputs() {
        return node.inputs();
    }

    /** The node of an input; null if there is none, or if the input follows another one. */
    @Nullable OldNode input(String name) {
        return node.inputs().get(name) instanceof Edge.ToNode to ? new OldNode(file, file.node(to.key())) : null;
    }
}
