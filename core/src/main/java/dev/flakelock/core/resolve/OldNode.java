package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a lock file that may be reused. Immutable.
 *
 * @param file the lock file, which is the old one or that of an input
 * @param node the node
 * @param flake the path of the flake that the lock file belongs to
 */
record OldNode(LockFile file, Node node, InputAttrPath flake) {

    static OldNode rootOf(LockFile file, InputAttrPath flake) {
        return new OldNode(file, file.root(), flake);
    }

    /** A path in this lock file as one from the top-level flake. */
    InputAttrPath absolute(InputAttrPath path) {
        return flake.resolve(path);
    }

    /** The inputs of the node. */
    Map<String, Edge> inputs() {
        return node.inputs();
    }

    /** The node of an input; null if there is none, or if the input follows another one. */
    @Nullable OldNode input(String name) {
        return node.inputs().get(name) instanceof Edge.ToNode to ? new OldNode(file, file.node(to.key()), flake) : null;
    }
}
