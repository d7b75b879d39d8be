package dev.flakelock.cli.graph;

import java.util.List;
import java.util.stream.Stream;

/** Finds the heights of all places: near the mean of their neighbours, in order, and without touching each other. */
final class Heights {

    /** The height of a node's box. */
    static final double BOX = 46;

    private static final double POINT = 4;
    private static final double GAP = 12;
    private static final int ROUNDS = 40;

    private Heights() {}

    /** Sets the middle of each place; the topmost box begins at zero. */
    static void set(List<List<Place>> layers) {
        layers.forEach(Heights::stack);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < layers.size(); i++) {
                settle(layers.get(round % 2 == 0 ? i : layers.size() - 1 - i));
            }
        }
        double top = all(layers)
                .mapToDouble(place -> place.y - size(place) / 2)
                .min()
                .orElse(0);
        all(layers).forEach(place -> place.y -= top);
    }

    /** The height of everything. */
    static double total(List<List<Place>> layers) {
        return all(layers).mapToDouble(place -> place.y + size(place) / 2).max().orElse(0);
    }

    private static Stream<Place> all(List<List<Place>> layers) {
        return layers.stream().flatMap(List::stream);
    }

    private static void stack(List<Place> layer) {
        double y = 0;
        for (Place place : layer) {
            place.y = y + size(place) / 2;
            y += size(place) + GAP;
        }
    }

    /** Moves each place to where it wants to be, then pushes apart, half from above and half from below. */
    private static void settle(List<Place> layer) {
        double[] down = new double[layer.size()];
        double[] up = new double[layer.size()];
        for (int i = 0; i < layer.size(); i++) {
            double wish = wish(layer.get(i));
            down[i] = i == 0 ? wish : Math.max(wish, down[i - 1] + distance(layer.get(i - 1), layer.get(i)));
        }
        for (int i = layer.size() - 1; i >= 0; i--) {
            double wish = wish(layer.get(i));
            boolean last = i == layer.size() - 1;
            up[i] = last ? wish : Math.min(wish, up[i + 1] - distance(layer.get(i), layer.get(i + 1)));
        }
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).y = (down[i] + up[i]) / 2;
        }
    }

    private static double wish(Place place) {
        return Stream.concat(place.before.stream(), place.after.stream())
                .mapToDouble(neighbour -> neighbour.y)
                .average()
                .orElse(place.y);
    }

    private static double distance(Place above, Place below) {
        return size(above) / 2 + GAP + size(below) / 2;
    }

    private static double size(Place place) {
        return place.isPoint ? POINT : BOX;
    }
}
