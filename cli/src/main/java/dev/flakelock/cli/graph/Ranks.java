package dev.flakelock.cli.graph;

import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Link;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layer of each node, from 0 on: the length of the longest path to it. Edges that close a circle do not count; they
 * lead back.
 */
final class Ranks {

    private final LockGraph graph;
    private final Map<String, List<Link>> links = new HashMap<>();
    private final Set<Link> back = new HashSet<>();
    private final Map<String, Integer> ranks = new HashMap<>();

    Ranks(LockGraph graph) {
        this.graph = graph;
        graph.edges()
                .forEach(link -> links.computeIfAbsent(link.from(), key -> new ArrayList<>())
                        .add(link));
        Set<String> done = new HashSet<>();
        for (Vertex vertex : graph.nodes()) {
            findBack(vertex.key(), new HashSet<>(), done);
        }
        while (push()) {
            // Until every node is to the right of all that lead to it.
        }
    }

    /** The layer of a node. */
    int of(String key) {
        return ranks.getOrDefault(key, 0);
    }

    /** Whether an edge leads back. */
    boolean isBack(Link link) {
        return back.contains(link);
    }

    /** Finds the edges to a node that the walk is still below. */
    private void findBack(String key, Set<String> above, Set<String> done) {
        if (!done.add(key)) {
            return;
        }
        above.add(key);
        for (Link link : links.getOrDefault(key, List.of())) {
            if (above.contains(link.to())) {
                back.add(link);
            } else {
                findBack(link.to(), above, done);
            }
        }
        above.remove(key);
    }

    private boolean push() {
        boolean pushed = false;
        for (Link link : graph.edges()) {
            int least = of(link.from()) + 1;
            if (!isBack(link) && of(link.to()) < least) {
                ranks.put(link.to(), least);
                pushed = true;
            }
        }
        return pushed;
    }
}
