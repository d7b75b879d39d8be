package dev.flakelock.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import org.junit.jupiter.api.Test;

class LockGraphTest {

    @Test
    void whatFollowsLeadsToTheNodeInTheEnd() throws FlakeException {
        LockGraph graph = LockGraph.of(Site.lock("""
                a o/a 1 1
                  p > b/p
                b o/b 1 1
                  p > c
                c o/c 1 1
                self >
                """));

        assertThat(graph.nodes()).extracting(LockGraph.Vertex::key).containsExactly("root", "a#0", "b#1", "c#2");
        assertThat(graph.edges())
                .extracting(link -> link.from() + " " + link.name() + " " + link.to() + (link.follows() ? " f" : ""))
                .containsExactly(
                        "root a a#0", "root b b#1", "root c c#2", "root self root f", "a#0 p c#2 f", "b#1 p c#2 f");
    }

    @Test
    void whatFollowsNothingOrItselfIsLeftOut() throws FlakeException {
        assertThat(LockGraph.of(Site.lock("a > b\nb > a\nc > nowhere")).edges()).isEmpty();
    }
}
