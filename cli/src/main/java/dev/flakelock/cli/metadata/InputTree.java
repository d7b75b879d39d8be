package dev.flakelock.cli.metadata;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The inputs of a lock file as a tree. The inputs of a node that is met more than once are shown the first time. */
final class InputTree {

    private final LockFile lock;
    private final Set<String> shown = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private InputTree(LockFile lock) {
        this.lock = lock;
    }

    /** The tree, one line per input, each with a line end. */
    static String of(LockFile lock) {
        InputTree tree = new InputTree(lock);
        tree.shown.add(lock.rootKey());
        tree.addInputs(lock.root(), "");
        return tree.text.toString();
    }

    private void addInputs(Node node, String prefix) {
        Iterator<Map.Entry<String, Edge>> inputs = node.inputs().entrySet().iterator();
        while (inputs.hasNext()) {
            Map.Entry<String, Edge> input = inputs.next();
            boolean last = !inputs.hasNext();
            text.append(prefix).append(last ? "└───" : "├───").append(MetadataText.bold(input.getKey()));
            if (input.getValue() instanceof Edge.Follows follows) {
                text.append(" follows input '").append(follows.target()).append("'\n");
            } else if (input.getValue() instanceof Edge.ToNode to) {
                addNode(to.key(), prefix + (last ? "    " : "│   "));
            }
        }
    }

    private void addNode(String key, String prefix) {
        Node node = lock.node(key);
        Node.Pin pin = node.requirePin();
        Long lastModified = pin.locked().input().attrs().number("lastModified");
        text.append(": ").append(pin.locked().show());
        if (lastModified != null) {
            text.append(" (")
                    .append(Times.show(Instant.ofEpochSecond(lastModified), ZoneOffset.UTC))
                    .append(')');
        }
        text.append('\n');
        if (shown.add(key)) {
            addInputs(node, prefix);
        }
    }
}
