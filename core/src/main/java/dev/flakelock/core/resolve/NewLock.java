package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.util.HashMap;
import java.util.Map;

/** A lock file in the making: a tree in which no node is shared. */
final class NewLock {

    private final Map<String, Node> nodes = new HashMap<>();

    /** Adds a node; its inputs have been added before. */
    Edge add(Node node) {
        String key = Integer.toString(nodes.size());
        nodes.put(key, node);
        return new Edge.ToNode(key);
    }

    /** The lock file, with a root that has these inputs. */
    LockFile finish(Map<String, Edge> rootInputs) {
        nodes.put("root", Node.root(rootInputs));
        return new LockFile(nodes, "root");
    }
}
