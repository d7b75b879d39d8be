package dev.flakelock.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.view.LockGraph;
import dev.flakelock.core.view.LockGraph.Link;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgDrawingTest {

    @Test
    void edgesLeadToTheRightWhateverThePathTaken() {
        LockGraph graph = graph(3, "0>1", "0>2", "1>2");

        assertThat(keys(Layers.of(graph))).containsExactly("[0]", "[1, .]", "[2]");
    }

    @Test
    void anEdgeThatClosesACircleLeadsBack() {
        Layers layers = Layers.of(graph(3, "0>1", "1>2", "2>1"));

        assertThat(layers.routes()).extracting(Layers.Route::back).containsExactly(false, false, true);
    }

    @Test
    void anOrderWithoutCrossingsIsFound() {
        Layers layers = Layers.of(graph(7, "0>1", "0>2", "0>3", "1>6", "2>5", "3>4"));

        assertThat(Crossings.count(layers.layers())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 120})
    void boxesDoNotTouchAndTheDrawingIsXml(int nodes) throws Exception {
        LockGraph graph = random(nodes, nodes);
        Layers layers = Layers.of(graph);
        Heights.set(layers.layers());

        for (List<Place> layer : layers.layers()) {
            for (int i = 1; i < layer.size(); i++) {
                boolean boxes = !layer.get(i - 1).isPoint && !layer.get(i).isPoint;
                assertThat(layer.get(i).y - layer.get(i - 1).y).isGreaterThan(boxes ? Heights.BOX : 0);
            }
        }
        String svg = SvgDrawing.of(graph);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("g").getLength()).isEqualTo(nodes);
        assertThat(SvgDrawing.of(random(nodes, nodes))).isEqualTo(svg);
    }

    @Test
    void namesMayBeMarkup() throws Exception {
        LockGraph graph = new LockGraph(
                List.of(new Vertex("root", null)), List.of(new Link("root", "<a> & \"b\"\u0001", "root", true)));

        assertThat(SvgDrawing.of(graph)).contains("&lt;a&gt; &amp; &quot;b&quot;\ufffd");
    }

    private static List<String> keys(Layers layers) {
        return layers.layers().stream()
                .map(layer -> layer.stream()
                        .map(place -> place.isPoint ? "." : place.vertex.key())
                        .toList()
                        .toString())
                .toList();
    }

    private static LockGraph random(int nodes, long seed) {
        Random random = new Random(seed);
        List<String> links = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            links.add(random.nextInt(i) + ">" + i);
            links.add(i + ">" + random.nextInt(nodes));
        }
        return graph(nodes, links.toArray(String[]::new));
    }

    private static LockGraph graph(int nodes, String... links) {
        List<Vertex> vertices = IntStream.range(0, nodes)
                .mapToObj(i -> new Vertex(Integer.toString(i), null))
                .toList();
        List<Link> edges = new ArrayList<>();
        for (String link : links) {
            String[] ends = link.split(">");
            edges.add(new Link(ends[0], ends[1], ends[1], false));
        }
        return new LockGraph(vertices, edges);
    }
}
