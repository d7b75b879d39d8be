package dev.flakelock.cli.graph;

import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Link;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.util.HashMap;
import java.util.Map;

/** The graph in Mermaid's language. An input that is called like its node has no label; one that follows is dotted. */
public final class MermaidText {

    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder text = new StringBuilder("graph LR\n");

    private MermaidText() {}

    /** The text, with a final line end. */
    public static String of(LockGraph graph) {
        MermaidText result = new MermaidText();
        graph.nodes().forEach(result::add);
        graph.edges().forEach(result::add);
        return result.text.toString();
    }

    private void add(Vertex vertex) {
        // A name could be a word of the language, such as "end".
        String id = "n" + ids.size();
        ids.put(vertex.key(), id);
        String label = String.join("\n", NodeLabel.of(vertex).lines());
        text.append("  ").append(id).append("[\"").append(escaped(label)).append("\"]\n");
    }

    private void add(Link link) {
        String arrow = link.follows() ? " -.->" : " -->";
        String label = link.name().equals(link.to()) ? " " : "|\"" + escaped(link.name()) + "\"| ";
        text.append("  ").append(ids.get(link.from())).append(arrow).append(label);
        text.append(ids.get(link.to())).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("#", "&num;")
                .replace("\n", "<br>");
    }
}
