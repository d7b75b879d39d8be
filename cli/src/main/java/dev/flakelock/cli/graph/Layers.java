package dev.flakelock.cli.graph;

import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Link;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The nodes of a graph in layers from left to right, so that every edge leads to a layer further right, except where
 * edges form a circle. An edge over several layers is given a point to pass through in each layer between.
 *
 * <p>Layers and order as in the method of Sugiyama: longest paths, then sweeps that put each node at the mean of its
 * neighbours and keep the order with the fewest crossings. All of it is deterministic.
 */
final class Layers {

    private static final int SWEEPS = 24;

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
        layers.place(graph, new Ranks(graph));
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

    private void place(LockGraph graph, Ranks ranks) {
        Map<String, Place> places = new HashMap<>();
        for (Vertex vertex : graph.nodes()) {
            Place place = new Place(vertex, false);
            places.put(vertex.key(), place);
            layer(ranks.of(vertex.key())).add(place);
        }
        for (Link link : graph.edges()) {
            boolean back = ranks.isBack(link);
            Place left = Objects.requireNonNull(places.get(back ? link.to() : link.from()));
            Place right = Objects.requireNonNull(places.get(back ? link.from() : link.to()));
            List<Place> way = new ArrayList<>(List.of(left));
            for (int rank = ranks.of(left.vertex.key()) + 1; rank < ranks.of(right.vertex.key()); rank++) {
                Place point = new Place(right.vertex, true);
                layer(rank).add(point);
                way.add(point);
            }
            way.add(right);
            connect(way);
            routes.add(new Route(link, way, back));
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
            for (Place place : layer) {
                List<Place> neighbours = toTheRight ? place.before : place.after;
                place.wish =
                        neighbours.stream().mapToDouble(at -> at.y).average().orElse(place.y);
            }
            layer.sort(Comparator.comparingDouble(place -> place.wish));
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
