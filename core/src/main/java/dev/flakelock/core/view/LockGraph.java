package dev.flakelock.core.view;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.FollowCycleException;
import dev.flakelock.core.lock.FollowsResolution;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock file as a graph: who takes whom from where. Immutable.
 *
 * <p>An input that follows another one is an edge to the node that it leads to in the end. One that leads nowhere, which
 * a lock file that Nix wrote does not have, is left out.
 *
 * @param nodes the nodes, the root first, then in the order in which a walk by names meets them
 * @param edges the edges, in order of their nodes and then of the names of the inputs
 */
public record LockGraph(List<Vertex> nodes, List<Link> edges) {

    /**
     * A node.
     *
     * @param key its key in the lock file
     * @param pin what it is locked to; null for the root
     */
    public record Vertex(String key, Node.@Nullable Pin pin) {}

    /**
     * An input.
     *
     * @param from the key of the node that has it
     * @param name its name
     * @param to the key of the node that it leads to
     * @param follows whether it follows another input
     */
    public record Link(String from, String name, String to, boolean follows) {}

    /** Copies the collections. */
    public LockGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The graph of a lock file. */
    public static LockGraph of(LockFile lock) {
        return new Walk(lock).graph();
    }

    private static final class Walk {

        private final LockFile lock;
        private final FollowsResolution resolution;
        private final Map<String, Vertex> vertices = new LinkedHashMap<>();
        private final List<Link> links = new ArrayList<>();

        Walk(LockFile lock) {
            this.lock = lock;
            this.resolution = new FollowsResolution(lock);
        }

        LockGraph graph() {
            visit(lock.rootKey());
            Map<String, Integer> order = new HashMap<>();
            vertices.keySet().forEach(key -> order.put(key, order.size()));
            links.sort(Comparator.comparing(link -> order.get(link.from())));
            return new LockGraph(List.copyOf(vertices.values()), links);
        }

        private void visit(String key) {
            Node node = lock.node(key);
            if (vertices.putIfAbsent(key, new Vertex(key, node.pin())) != null) {
                return;
            }
            node.inputs().forEach((name, edge) -> {
                String to = target(edge);
                if (to != null) {
                    links.add(new Link(key, name, to, edge instanceof Edge.Follows));
                }
                if (edge instanceof Edge.ToNode own) {
                    visit(own.key());
                }
            });
        }

        private @Nullable String target(Edge edge) {
            return edge instanceof Edge.ToNode node ? node.key() : followed(((Edge.Follows) edge).target());
        }

        private @Nullable String followed(InputAttrPath path) {
            try {
                return resolution.find(path).orElse(null);
            } catch (FollowCycleException e) {
                return null;
            }
        }
    }
}
