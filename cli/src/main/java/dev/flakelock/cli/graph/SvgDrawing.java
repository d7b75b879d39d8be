package dev.flakelock.cli.graph;

import dev.flakelock.cli.graph.Layers.Route;
import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The graph as an SVG drawing that needs nothing else: no script, no style sheet, no font. It has a background, so that
 * it can be read wherever it is put.
 *
 * <p>What many take has a colour of its own, which the edges to it share. Edges of inputs that follow are dashed.
 */
public final class SvgDrawing {

    private static final double WIDTH = 310;
    private static final double BETWEEN = 100;
    private static final double MARGIN = 20;
    private static final int NAME_LETTERS = 21;
    private static final int SOURCE_LETTERS = 42;
    private static final int MANY = 3;
    private static final String GREY = "#8c959f";
    private static final List<String> COLOURS = List.of(
            "#0969da", "#bf3989", "#1a7f37", "#bc4c00", "#8250df", "#0e7490", "#9a6700", "#cf222e", "#4d7c0f",
            "#5b21b6");

    private final Layers layers;
    private final Map<String, String> colours = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private SvgDrawing(LockGraph graph) {
        this.layers = Layers.of(graph);
        for (Vertex vertex : graph.nodes()) {
            long takers = graph.edges().stream()
                    .filter(link -> link.to().equals(vertex.key()))
                    .count();
            if (takers >= MANY) {
                colours.put(vertex.key(), COLOURS.get(colours.size() % COLOURS.size()));
            }
        }
    }

    /** The drawing, with a final line end. */
    public static String of(LockGraph graph) {
        return new SvgDrawing(graph).draw();
    }

    private String draw() {
        Heights.set(layers.layers());
        for (int i = 0; i < layers.layers().size(); i++) {
            for (Place place : layers.layers().get(i)) {
                place.x = MARGIN + i * (WIDTH + BETWEEN);
                place.y += MARGIN;
            }
        }
        open();
        layers.routes().forEach(this::addEdge);
        layers.layers()
                .forEach(layer -> layer.stream().filter(place -> !place.isPoint).forEach(this::addBox));
        return svg.append("</svg>\n").toString();
    }

    private void open() {
        int count = layers.layers().size();
        double width = count * WIDTH + (count - 1) * BETWEEN + 2 * MARGIN;
        double height = Heights.total(layers.layers()) + MARGIN;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(number(width));
        svg.append("\" height=\"")
                .append(number(height))
                .append("\" viewBox=\"0 0 ")
                .append(number(width));
        svg.append(' ').append(number(height)).append("\" font-family=\"sans-serif\">\n");
        svg.append("<title>Inputs in flake.lock</title>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }

    private void addEdge(Route route) {
        String colour = colours.getOrDefault(route.link().to(), GREY);
        svg.append("<path d=\"")
                .append(path(route.way()))
                .append("\" fill=\"none\" stroke=\"")
                .append(colour);
        svg.append("\" stroke-width=\"1.3\"").append(route.link().follows() ? " stroke-dasharray=\"5 4\"" : "");
        svg.append("><title>").append(escaped(title(route))).append("</title></path>\n");
        addTip(route, colour);
    }

    private static String title(Route route) {
        String verb = route.link().follows() ? " follows " : " is ";
        return route.link().from() + "'s input " + route.link().name() + verb
                + route.link().to();
    }

    private void addTip(Route route, String colour) {
        Place end = route.way().get(route.back() ? 0 : route.way().size() - 1);
        double x = end.x + (route.back() ? WIDTH : 0);
        int side = route.back() ? 1 : -1;
        svg.append("<path d=\"M").append(number(x)).append(' ').append(number(end.y));
        svg.append("l")
                .append(7 * side)
                .append(" -3.5v7z\" fill=\"")
                .append(colour)
                .append("\"/>\n");
    }

    private String path(List<Place> way) {
        StringBuilder path = new StringBuilder();
        Place at = way.get(0);
        double x = at.x + WIDTH;
        path.append('M').append(number(x)).append(' ').append(number(at.y));
        for (Place next : way.subList(1, way.size())) {
            double to = next.x;
            double bend = (to - x) / 2;
            path.append('C').append(number(x + bend)).append(' ').append(number(at.y));
            path.append(' ').append(number(to - bend)).append(' ').append(number(next.y));
            path.append(' ').append(number(to)).append(' ').append(number(next.y));
            x = to;
            if (next.isPoint) {
                x = to + WIDTH;
                path.append('H').append(number(x));
            }
            at = next;
        }
        return path.toString();
    }

    private void addBox(Place place) {
        NodeLabel label = NodeLabel.of(place.vertex);
        double x = place.x;
        double top = place.y - Heights.BOX / 2;
        String colour = colours.getOrDefault(place.vertex.key(), "#57606a");
        svg.append("<g><title>")
                .append(escaped(String.join("\n", label.lines())))
                .append("</title>");
        svg.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(top));
        svg.append("\" width=\"").append(number(WIDTH)).append("\" height=\"").append(number(Heights.BOX));
        svg.append("\" rx=\"6\" fill=\"#f6f8fa\" stroke=\"").append(colour).append("\" stroke-width=\"1.5\"/>");
        if (label.source().isEmpty()) {
            addText(x + 10, top + 28, "bold", 14, label.name());
        } else {
            addText(x + 10, top + 18, "bold", 13, shortened(label.name(), NAME_LETTERS));
            addVersion(x + WIDTH - 10, top + 18, label.version());
            addText(x + 10, top + 36, "normal", 11, shortened(label.source(), SOURCE_LETTERS));
        }
        svg.append("</g>\n");
    }

    private void addText(double x, double y, String weight, int size, String words) {
        svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        svg.append("\" font-size=\"").append(size).append("\" font-weight=\"").append(weight);
        svg.append("\" fill=\"#1f2328\">").append(escaped(words)).append("</text>");
    }

    private void addVersion(double x, double y, String words) {
        svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        svg.append("\" font-size=\"10\" text-anchor=\"end\" fill=\"#57606a\">");
        svg.append(escaped(words)).append("</text>");
    }

    /** The end of a reference tells more than its middle. */
    private static String shortened(String words, int letters) {
        int half = letters / 2;
        return words.length() <= letters
                ? words
                : words.substring(0, half) + "…" + words.substring(words.length() - half);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x09\\x0b-\\x1f]", "\ufffd");
    }
}
