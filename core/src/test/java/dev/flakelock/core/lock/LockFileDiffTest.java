package dev.flakelock.core.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockFileDiffTest {

    @Test
    void whatIsNewGoneOrDifferentIsListedInOrderOfThePaths() throws FlakeException {
        LockFile before = lock(Map.of("a", Shelf.node("a", "r1"), "gone", Shelf.node("g", "r1")), Map.of("f", "a"));
        LockFile after = lock(Map.of("a", Shelf.node("a", "r2"), "new", Shelf.node("n", "r1")), Map.of("f", ""));

        assertThat(LockFileDiff.between(before, after).toText()).isEqualTo("""
                • Updated input 'a':
                    'shelf:a/r1' (2023-11-14)
                  → 'shelf:a/r2' (2023-11-14)
                • Updated input 'f':
                    follows 'a'
                  → follows ''
                • Removed input 'gone'
                • Added input 'new':
                    'shelf:n/r1' (2023-11-14)
                """);
    }

    @Test
    void aNodeThatBecomesAFollowsIsUpdated() throws FlakeException {
        LockFile before = lock(Map.of("a", Shelf.node("a", "r1"), "b", Shelf.node("b", "r1")), Map.of());
        LockFile after = lock(Map.of("a", Shelf.node("a", "r1")), Map.of("b", "a"));

        assertThat(LockFileDiff.between(before, after).toText()).isEqualTo("""
                • Updated input 'b':
                    'shelf:b/r1' (2023-11-14)
                  → follows 'a'
                """);
    }

    @Test
    void coloursAreThoseOfNix() throws FlakeException {
        LockFile one = lock(Map.of("a", Shelf.node("a", "r1")), Map.of());
        LockFile two = lock(Map.of("a", Shelf.node("a", "r2")), Map.of());

        assertThat(LockFileDiff.between(LockFile.EMPTY, one).toAnsiText())
                .startsWith("• \u001b[32;1mAdded input 'a':\u001b[0m\n");
        assertThat(LockFileDiff.between(one, LockFile.EMPTY).toAnsiText())
                .isEqualTo("• \u001b[31;1mRemoved input 'a'\u001b[0m\n");
        assertThat(LockFileDiff.between(one, two).toAnsiText()).startsWith("• \u001b[1mUpdated input 'a':\u001b[0m\n");
    }

    @Test
    void originalReferencesAreNotLookedAt() throws FlakeException {
        Node.Pin pin = Shelf.node("a", "r1").requirePin();
        Node other = Node.locked(new Node.Pin(pin.locked(), Shelf.ref("z"), false, null), Map.of());

        LockFileDiff diff = LockFileDiff.between(
                lock(Map.of("a", Shelf.node("a", "r1")), Map.of()), lock(Map.of("a", other), Map.of()));

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.toText()).isEmpty();
    }

    @Test
    void hiddenAttributesAreLookedAt() throws FlakeException {
        Node.Pin pin = Shelf.node("a", "r1").requirePin();
        FlakeRef fresh = new FlakeRef(
                pin.locked().input().withAttrs(pin.locked().toAttrs().without(Attrs.FINAL)), "");
        Node other = Node.locked(new Node.Pin(fresh, pin.original(), true, null), Map.of());

        assertThat(LockFileDiff.between(
                                lock(Map.of("a", Shelf.node("a", "r1")), Map.of()), lock(Map.of("a", other), Map.of()))
                        .changes())
                .hasSize(1);
    }

    private static LockFile lock(Map<String, Node> inputs, Map<String, String> follows) throws FlakeException {
        Map<String, Node> nodes = new HashMap<>(inputs);
        Map<String, Edge> edges = new HashMap<>();
        inputs.keySet().forEach(name -> edges.put(name, new Edge.ToNode(name)));
        for (Map.Entry<String, String> follow : follows.entrySet()) {
            edges.put(follow.getKey(), new Edge.Follows(InputAttrPath.parse(follow.getValue())));
        }
        nodes.put("root", Node.root(edges));
        return new LockFile(nodes, "root");
    }
}
