package dev.flakelock.cli.graph;

import dev.flakelock.core.view.LockGraph.Vertex;
import java.util.ArrayList;
import java.util.List;

/** Something that takes a place in a layer: a node, or a point that an edge passes through. */
final class Place {

    /** The node; for a point the node that the edge leads to. */
    final Vertex vertex;

    final boolean isPoint;
    final List<Place> before = new ArrayList<>();
    final List<Place> after = new ArrayList<>();
    double x;
    double y;

    /** Where it would like to be. */
    double wish;

    Place(Vertex vertex, boolean isPoint) {
        this.vertex = vertex;
        this.isPoint = isPoint;
    }
}
