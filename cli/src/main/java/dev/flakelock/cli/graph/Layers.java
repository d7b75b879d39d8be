package dev.flakelock.cli.graph;

import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Link;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of a graph in layers from left to right, so that every edge leads to a layer further right, except where
 * edges form a circle. An edge over several layers is given a point to pass through in each layer between.
 *
 * <p>Layers and order as in the method of Sugiyama: longest paths, then sweeps that put each node at the mean of its
 * neighbours and keep the order with the fewest crossings. All of it is deterministic.
 */
final class Layers {

    private static final int SWEEPS = 24;

    /** Something that takes a place in a layer: a node, or a point of an edge. */
    static final class Place {

        final Vertex vertex;
        final boolean isPoint;
        final List<Place> before = new ArrayList<>();
        final List<Place> after = new ArrayList<>();
        double y;

        Place(Vertex vertex, boolean isPoint) {
            this.vertex = vertex;
            this.isPoint = isPoint;
        }
    }

    /**
     * An edge.
     *
     * @param link the input
     * @param way the places on its way, from left to right; from the end to the start for an edge that leads back
     * @param back whether it leads back
     */
    record Route(Link link, List<Place> way, boolean back) {}

    private final List<List<Place>> layers = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    private Layers() {}

    /** The layers of a graph. */
    static Layers of(LockGraph graph) {
        Layers layers = new Layers();
        Map<String, List<Link>> links = new LinkedHashMap<>();
        graph.nodes().forEach(vertex -> links.put(vertex.key(), new ArrayList<>()));
        graph.edges().forEach(link -> links.get(link.from()).add(link));
        Set<Link> back = backLinks(graph, links);
        Map<String, Integer> ranks = ranks(graph, links, back);
        layers.place(graph, ranks, back);
        layers.order();
        return layers;
    }

    /** The layers, each from top to bottom. */
    List<List<Place>> layers() {
        return layers;
    }

    /** The edges, in the order of the graph. */
    List<Route> routes() {
        return routes;
    }

    /** The edges to a node that the walk is still below. */
    private static Set<Link> backLinks(LockGraph graph, Map<String, List<Link>> links) {
        Set<Link> back = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (Vertex vertex : graph.nodes()) {
            findBack(vertex.key(), links, new HashSet<>(), done, back);
        }
        return back;
    }

    private static void findBack(
            String key, Map<String, List<Link>> links, Set<String> above, Set<String> done, Set<Link> back) {
        if (!done.add(key)) {
            return;
        }
        above.add(key);
        for (Link link : links.get(key)) {
            if (above.contains(link.to())) {
                back.add(link);
            } else {
                findBack(link.to(), links, above, done, back);
            }
        }
        above.remove(key);
    }

    private static Map<String, Integer> ranks(LockGraph graph, Map<String, List<Link>> links, Set<Link> back) {
        Map<String, Integer> ranks = new HashMap<>();
        graph.nodes().forEach(vertex -> ranks.put(vertex.key(), 0));
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Vertex vertex : graph.nodes()) {
                for (Link link : links.get(vertex.key())) {
                    int least = ranks.get(vertex.key()) + 1;
                    if (!back.contains(link) && ranks.get(link.to()) < least) {
                        ranks.put(link.to(), least);
                        moved = true;
                    }
                }
            }
        }
        return ranks;
    }

    private void place(LockGraph graph, Map<String, Integer> ranks, Set<Link> back) {
        Map<String, Place> places = new HashMap<>();
        for (Vertex vertex : graph.nodes()) {
            Place place = new Place(vertex, false);
            places.put(vertex.key(), place);
            layer(ranks.get(vertex.key())).add(place);
        }
        for (Link link : graph.edges()) {
            boolean leadsBack = back.contains(link);
            String left = leadsBack ? link.to() : link.from();
            String right = leadsBack ? link.from() : link.to();
            List<Place> way = new ArrayList<>(List.of(places.get(left)));
            for (int rank = ranks.get(left) + 1; rank < ranks.get(right); rank++) {
                Place point = new Place(places.get(right).vertex, true);
                layer(rank).add(point);
                way.add(point);
            }
            way.add(places.get(right));
            connect(way);
            routes.add(new Route(link, way, leadsBack));
        }
    }

    private List<Place> layer(int rank) {
        while (layers.size() <= rank) {
            layers.add(new ArrayList<>());
        }
        return layers.get(rank);
    }

    private static void connect(List<Place> way) {
        for (int i = 1; i < way.size(); i++) {
            way.get(i - 1).after.add(way.get(i));
            way.get(i).before.add(way.get(i - 1));
        }
    }

    private void order() {
        number();
        List<List<Place>> best = copy();
        long fewest = Crossings.count(layers);
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            sweep(sweep % 2 == 0);
            long crossings = Crossings.count(layers);
            if (crossings < fewest) {
                fewest = crossings;
                best = copy();
            }
        }
        layers.clear();
        layers.addAll(best);
        number();
    }

    private void sweep(boolean toTheRight) {
        for (int i = 0; i < layers.size(); i++) {
            List<Place> layer = layers.get(toTheRight ? i : layers.size() - 1 - i);
            Map<Place, Double> wanted = new HashMap<>();
            for (Place place : layer) {
                List<Place> neighbours = toTheRight ? place.before : place.after;
                wanted.put(
                        place,
                        neighbours.stream().mapToDouble(at -> at.y).average().orElse(place.y));
            }
            layer.sort((a, b) -> Double.compare(wanted.get(a), wanted.get(b)));
            number();
        }
    }

    private void number() {
        for (List<Place> layer : layers) {
            for (int i = 0; i < layer.size(); i++) {
                layer.get(i).y = i;
            }
        }
    }

    private List<List<Place>> copy() {
        List<List<Place>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }
}
