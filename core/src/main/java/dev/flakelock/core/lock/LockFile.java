package dev.flakelock.core.lock;

import dev.flakelock.core.ref.FlakeRef;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A lock file: nodes by key, one of which is the root. Immutable.
 *
 * <p>Nodes may be shared between inputs, and a file written by hand may even have them in a circle, which is why edges
 * name keys instead of holding nodes. Every edge leads to a node that is there.
 *
 * @param nodes the nodes by key
 * @param rootKey the key of the root
 */
public record LockFile(Map<String, Node> nodes, String rootKey) {

    /** The lock of a flake without inputs, which is also that of a flake without a lock file. */
    public static final LockFile EMPTY = new LockFile(Map.of("root", Node.root(Map.of())), "root");

    /** Copies the collections. */
    public LockFile {
        nodes = Map.copyOf(nodes);
    }

    /** The root. */
    public Node root() {
        return node(rootKey);
    }

    /** The node of this key. */
    public Node node(String key) {
        Node node = nodes.get(key);
        if (node == null) {
            throw new IllegalArgumentException("no node '" + key + "'");
        }
        return node;
    }

    /** The node that a path from the root leads to; nothing if there is no such input. */
    public Optional<Node> find(InputAttrPath path) throws FollowCycleException {
        return findKey(path).map(this::node);
    }

    /** The key of the node that a path from the root leads to; nothing if there is no such input. */
    public Optional<String> findKey(InputAttrPath path) throws FollowCycleException {
        return new FollowsResolution(this).find(path);
    }

    /**
     * All edges by their path, in order of the paths. A node that several edges lead to is looked into only where it
     * is met first.
     */
    public NavigableMap<InputAttrPath, Edge> edges() {
        NavigableMap<InputAttrPath, Edge> edges = new TreeMap<>();
        walk(InputAttrPath.ROOT, rootKey, new HashSet<>(), edges::put);
        return edges;
    }

    /** What the inputs are locked to, each once, in order of their paths; without what lies within its own flake. */
    public Set<FlakeRef> inputs() {
        Set<FlakeRef> inputs = new LinkedHashSet<>();
        for (Edge edge : edges().values()) {
            if (edge instanceof Edge.ToNode to) {
                FlakeRef locked = node(to.key()).requirePin().locked();
                if (!locked.input().isRelative()) {
                    inputs.add(locked);
                }
            }
        }
        return Collections.unmodifiableSet(inputs);
    }

    private void walk(InputAttrPath path, String key, Set<String> visited, BiConsumer<InputAttrPath, Edge> visitor) {
        if (!visited.add(key)) {
            return;
        }
        for (Map.Entry<String, Edge> input : node(key).inputs().entrySet()) {
            InputAttrPath child = path.child(input.getKey());
            visitor.accept(child, input.getValue());
            if (input.getValue() instanceof Edge.ToNode to) {
                walk(child, to.key(), visited, visitor);
            }
        }
    }

    /** The names of an input path, for messages about follows. */
    static String chain(List<InputAttrPath> paths) {
        return String.join(" -> ", paths.stream().map(InputAttrPath::toString).toList());
    }
}
