package dev.flakelock.core.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.view.LockGraph;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lock files that somebody made to hurt: each is read, or refused with words; none takes the stack or the memory. */
final class HostileLockFileTest {

    private static final int MANY = 1_000_000;
    private static final String PIN =
            "'locked':{'type':'shelf','book':'b','rev':'r1'},'original':{'type':'shelf','book':'b'}";

    @Test
    void nodesInACircleAreReadOnce() throws FlakeException {
        LockFile lock = read(file("'a':" + node("'x':'b'") + ",'b':" + node("'x':'a','self':'b'")));

        assertThat(lock.nodes()).containsOnlyKeys("r", "a", "b");
    }

    @Test
    void aChainOf1_000NodesIsWalkedToItsEnd() throws FlakeException {
        LockFile lock = read(chain(999));

        assertThat(lock.nodes()).hasSize(1001);
        assertThat(lock.edges()).hasSize(1000);
    }

    @Test
    void aChainOf100_000NodesIsRefused() {
        assertThatThrownBy(() -> read(chain(100_000)))
                .isInstanceOf(FlakeException.class)
                .hasMessage("the inputs in the lock file are more than 1000 levels deep");
    }

    private static String chain(int length) {
        StringBuilder nodes = new StringBuilder("'a':" + node("'x':'n0'"));
        for (int i = 0; i < length; i++) {
            nodes.append(",'n").append(i).append("':").append(node(i + 1 < length ? "'x':'n" + (i + 1) + "'" : ""));
        }

        return file(nodes.toString());
    }

    @Test
    void aMillionNodesThatNothingLeadsToCostNothingButTheirJson() throws FlakeException {
        StringBuilder nodes = new StringBuilder("'a':" + node(""));
        for (int i = 0; i < MANY; i++) {
            nodes.append(",'").append(i).append("':1");
        }

        assertThat(read(file(nodes.toString())).nodes()).containsOnlyKeys("r", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{'a':", "[{'a':"})
    void nestingWithoutEndIsRefused(String level) {
        assertThatThrownBy(() -> read("{'version':7,'root':" + level.repeat(MANY / 2)))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("Could not parse 'F'");
        assertThatThrownBy(() -> read(file("'a':" + node("")).replace("'version':7", "'v':" + level.repeat(MANY / 2))))
                .isInstanceOf(FlakeException.class);
    }

    @Test
    void ofNodesWithOneNameTheLastCounts() throws FlakeException {
        LockFile lock = read(file("'a':17,'a':" + node("") + ",'b':1,'b':2"));

        assertThat(lock.node("a").requirePin().locked().input().attrs().text("book"))
                .isEqualTo("b");
    }

    @Test
    void followsInACircleAreFoundWhenTheyAreFollowed() throws FlakeException {
        LockFile lock = read("{'version':7,'root':'r','nodes':{'r':{'inputs':{'x':['y'],'y':['x']}}}}");

        assertThat(lock.root().inputs()).hasSize(2);
        assertThatThrownBy(() -> LockFileCheck.check(lock)).isInstanceOf(FlakeException.class);
    }

    @Test
    void aChainOf100_000FollowsIsFollowedToItsEnd() throws FlakeException {
        LockFile lock = read(follows("'f100000':'a'"));

        LockFileCheck.check(lock);
        assertThat(lock.findKey(InputAttrPath.of("f0"))).contains("a");
        assertThat(LockGraph.of(lock).edges())
                .hasSize(100_001)
                .allMatch(edge -> edge.to().equals("a"));
    }

    @Test
    void aChainOf100_000FollowsThatEndsNowhereIsRefused() throws FlakeException {
        LockFile lock = read(follows("'a':'a'"));

        assertThatThrownBy(() -> LockFileCheck.check(lock)).hasMessage("input 'f0' follows a non-existent input 'f1'");
    }

    @Test
    void aCircleOf100_000FollowsIsFound() throws FlakeException {
        LockFile lock = read(follows("'f100000':['f0']"));

        assertThatThrownBy(() -> LockFileCheck.check(lock))
                .isInstanceOf(FollowCycleException.class)
                .hasMessageStartingWith("follow cycle detected: [f1 -> f2 -> f3")
                .hasMessageEndingWith("-> f0 -> f1]");
    }

    @Test
    void aCircleLeavesOtherPathsAsTheyAre() throws FlakeException {
        LockFile lock = read("{'version':7,'root':'r','nodes':{'r':{'inputs':"
                + "{'x':['y'],'y':['x'],'z':['a'],'a':'a'}},'a':" + node("") + "}}");
        FollowsResolution resolution = new FollowsResolution(lock);

        assertThatThrownBy(() -> resolution.find(InputAttrPath.of("x")))
                .hasMessage("follow cycle detected: [x -> y -> x]");
        assertThat(resolution.find(InputAttrPath.of("z"))).contains("a");
        assertThatThrownBy(() -> resolution.find(InputAttrPath.of("y")))
                .hasMessage("follow cycle detected: [y -> x -> y]");
    }

    /** {@code f0} follows {@code f1}, and so on up to {@code f100000}. */
    private static String follows(String end) {
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            inputs.append("'f%d':['f%d'],".formatted(i, i + 1));
        }
        return "{'version':7,'root':'r','nodes':{'r':{'inputs':{" + inputs + end + "}},'a':" + node("") + "}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'version':1e400,'root':'r'}",
                "{'version':-7,'root':'r'}",
                "{'version':99999999999999999999999999,'root':'r'}",
                "{'version':7,'root':['r']}",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':17}}}}",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':{'b':'c'}}}}}",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':[1]}}}}",
                "{'version':7,'root':'r','nodes':'r'}",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':'a'}},'a':[]}}",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':'a'}},'a':{'locked':[],'original':7}}}",
                "'\\ud800'",
                "\u0000",
                ""
            })
    void wrongTypesAreRefusedWithWords(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(FlakeException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void everyTruncationIsRefused() {
        String whole = file("'a':" + node("'x':'a'"));
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(FlakeException.class);
        }
    }

    private static String file(String nodes) {
        return "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':'a'}}," + nodes + "}}";
    }

    private static String node(String inputs) {
        return "{'inputs':{" + inputs + "}," + PIN + "}";
    }

    private static LockFile read(String json) throws FlakeException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return LockFileReader.read(bytes, "F", Shelf.SCHEMES, warning -> {});
    }
}
