package dev.flakelock.cli.graph;

import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Link;
import dev.flakelock.core.view.LockGraph.Vertex;

/** The graph in Graphviz's language. An input that is called like its node has no label; one that follows is dashed. */
public final class DotText {

    private DotText() {}

    /** The text, with a final line end. */
    public static String of(LockGraph graph) {
        StringBuilder text = new StringBuilder();
        text.append("digraph \"flake.lock\" {\n  rankdir=LR;\n");
        text.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        for (Vertex vertex : graph.nodes()) {
            String label = String.join("\n", NodeLabel.of(vertex).lines());
            text.append("  ")
                    .append(quoted(vertex.key()))
                    .append(" [label=")
                    .append(quoted(label))
                    .append("];\n");
        }
        for (Link link : graph.edges()) {
            text.append("  ").append(quoted(link.from())).append(" -> ").append(quoted(link.to()));
            text.append(attributes(link)).append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String attributes(Link link) {
        String label = link.name().equals(link.to()) ? "" : "label=" + quoted(link.name());
        String style = link.follows() ? "style=dashed" : "";
        String all = label + (label.isEmpty() || style.isEmpty() ? "" : ", ") + style;
        return all.isEmpty() ? "" : " [" + all + "]";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
