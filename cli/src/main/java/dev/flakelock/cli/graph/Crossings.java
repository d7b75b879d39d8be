package dev.flakelock.cli.graph;

import java.util.ArrayList;
import java.util.List;

/** How many pairs of edges between neighbouring layers cross each other. */
final class Crossings {

    private Crossings() {}

    /** The number for layers whose places are numbered from the top. */
    static long count(List<List<Place>> layers) {
        long crossings = 0;
        for (List<Place> layer : layers) {
            crossings += inversions(ends(layer));
        }
        return crossings;
    }

    /** The lower ends of all edges that leave a layer, in order of their upper ends. */
    private static List<Double> ends(List<Place> layer) {
        List<Double> ends = new ArrayList<>();
        for (Place place : layer) {
            place.after.stream().map(next -> next.y).sorted().forEach(ends::add);
        }
        return ends;
    }

    private static long inversions(List<Double> ends) {
        long crossings = 0;
        for (int i = 0; i < ends.size(); i++) {
            for (int j = i + 1; j < ends.size(); j++) {
                crossings += ends.get(i) > ends.get(j) ? 1 : 0;
            }
        }
        return crossings;
    }
}
