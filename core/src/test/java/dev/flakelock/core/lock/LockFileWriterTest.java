package dev.flakelock.core.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonValue;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LockFileWriterTest {

    @Test
    void aFlakeWithoutInputsHasOnlyARoot() {
        assertThat(LockFileWriter.format(LockFile.EMPTY)).isEqualTo("""
                {
                  "nodes": {
                    "root": {}
                  },
                  "root": "root",
                  "version": 7
                }
                """);
    }

    @Test
    void aNodeHasWhatIsNotTheDefaultInByteOrder() throws FlakeException {
        Node.Pin pin = new Node.Pin(Shelf.locked("b", "r1", 5), Shelf.ref("b"), false, InputAttrPath.ROOT);
        Node b = Node.locked(
                pin,
                Map.of("f", new Edge.Follows(InputAttrPath.of("x", "y")), "t", new Edge.Follows(InputAttrPath.ROOT)));
        LockFile lock = new LockFile(Map.of("n", b, "r", Node.root(Map.of("b", new Edge.ToNode("n")))), "r");

        assertThat(LockFileWriter.format(lock)).isEqualTo("""
                {
                  "nodes": {
                    "b": {
                      "flake": false,
                      "inputs": {
                        "f": [
                          "x",
                          "y"
                        ],
                        "t": []
                      },
                      "locked": {
                        "book": "b",
                        "lastModified": 5,
                        "rev": "r1",
                        "type": "shelf"
                      },
                      "original": {
                        "book": "b",
                        "type": "shelf"
                      },
                      "parent": []
                    },
                    "root": {
                      "inputs": {
                        "b": "b"
                      }
                    }
                  },
                  "root": "root",
                  "version": 7
                }
                """);
    }

    @Test
    void nodesAreNamedInTheOrderInWhichTheyAreMet() throws FlakeException {
        Map<String, Node> nodes = Map.of(
                "1", Node.locked(Shelf.node("a", "r").requirePin(), Map.of("x", new Edge.ToNode("4"))),
                "2", Shelf.node("b", "r"),
                "3", Shelf.node("c", "r"),
                "4", Shelf.node("d", "r"),
                "unreachable", Shelf.node("e", "r"),
                "top",
                        Node.root(Map.of(
                                "a", new Edge.ToNode("1"), "root", new Edge.ToNode("2"), "x", new Edge.ToNode("3"))));

        assertThat(members(LockFileWriter.toJson(new LockFile(nodes, "top")), "nodes"))
                .containsOnlyKeys("a", "root", "root_2", "x", "x_2");
    }

    @Test
    void twoLockFilesThatMeanTheSameAreEqual() throws FlakeException {
        LockFile one =
                new LockFile(Map.of("n", Shelf.node("b", "r"), "r", Node.root(Map.of("b", new Edge.ToNode("n")))), "r");
        LockFile other =
                new LockFile(Map.of("m", Shelf.node("b", "r"), "s", Node.root(Map.of("b", new Edge.ToNode("m")))), "s");

        assertThat(LockFileWriter.toJson(one)).isEqualTo(LockFileWriter.toJson(other));
    }

    @Test
    void aSharedNodeStaysShared() throws FlakeException {
        LockFile shared = new LockFile(
                Map.of(
                        "n", Shelf.node("b", "r"),
                        "r", Node.root(Map.of("b", new Edge.ToNode("n"), "c", new Edge.ToNode("n")))),
                "r");

        assertThat(members(LockFileWriter.toJson(shared), "nodes")).containsOnlyKeys("b", "root");
        assertThat(LockFileWriter.format(shared)).contains("\"b\": \"b\",\n        \"c\": \"b\"\n");
    }

    @Test
    void nodesThatWantTheSameNameAreNumbered() throws FlakeException {
        Map<String, Node> nodes = Map.of(
                "1", Node.locked(Shelf.node("a", "r").requirePin(), Map.of("x", new Edge.ToNode("2"))),
                "2", Node.locked(Shelf.node("b", "r").requirePin(), Map.of("x", new Edge.ToNode("3"))),
                "3", Shelf.node("c", "r"),
                "top", Node.root(Map.of("x", new Edge.ToNode("1"))));

        assertThat(members(LockFileWriter.toJson(new LockFile(nodes, "top")), "nodes"))
                .containsOnlyKeys("root", "x", "x_2", "x_3");
    }

    @Test
    void onlyWhatMustBeIsEscaped() throws FlakeException {
        LockFile lock = new LockFile(
                Map.of("r", Node.root(Map.of("a\nb\t\\ \"é\u007f\u0001/", new Edge.Follows(InputAttrPath.ROOT)))), "r");

        assertThat(LockFileWriter.format(lock)).contains("\"a\\nb\\t\\\\ \\\"é\u007f\\u0001/\": []");
    }

    private static Map<String, JsonValue> members(JsonValue value, String name) {
        return ((JsonValue.Obj) Objects.requireNonNull(((JsonValue.Obj) value).get(name))).members();
    }
}
