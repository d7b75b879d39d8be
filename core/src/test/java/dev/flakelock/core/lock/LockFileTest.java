package dev.flakelock.core.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking for inputs in a lock file, through all that follows. */
final class LockFileTest {

    private static final String FILE = """
            {'version':7,'root':'r','nodes':{
              'r':{'inputs':{'a':'a','b':['a','c'],'itself':['itself'],'left':['right'],'right':['left'],'none':['zz']}},
              'a':{'inputs':{'c':'c','up':[],'twice':['b']},'flake':false,'parent':['b'],
                   'locked':{'type':'shelf','book':'a','rev':'r1'},'original':{'type':'shelf','book':'a'}},
              'c':{'flake':true,'locked':{'type':'shelf','book':'c','rev':'r1'},'original':{'type':'shelf','book':'c'}}}}
            """;

    @ParameterizedTest
    @CsvSource({"'', r", "a, a", "a/c, c", "b, c", "a/twice, c", "a/up, r", "a/up/a/up/b, c", "none,", "zz,", "a/zz/b,"
    })
    void aPathLeadsToANode(String path, String key) throws FlakeException {
        assertThat(read().findKey(InputAttrPath.parse(path == null ? "" : path)))
                .isEqualTo(Optional.ofNullable(key));
    }

    @Test
    void aNodeIsWhatItsKeySays() throws FlakeException {
        LockFile lock = read();

        assertThat(lock.find(InputAttrPath.parse("b"))).contains(lock.node("c"));
        assertThatThrownBy(() -> lock.node("zz")).hasMessage("no node 'zz'");
    }

    @ParameterizedTest
    @CsvSource({"itself, itself -> itself", "left, left -> right -> left"})
    void aCircleIsNamed(String path, String circle) throws FlakeException {
        LockFile lock = read();

        assertThatThrownBy(() -> lock.find(InputAttrPath.parse(path)))
                .isInstanceOf(FollowCycleException.class)
                .hasMessageContaining(circle);
    }

    @Test
    void inputsAreListedOnceInOrder() throws FlakeException {
        assertThat(read().inputs())
                .extracting(FlakeRef::input)
                .extracting(input -> input.attrs().text("book"))
                .containsExactly("a", "c");
        assertThat(read().edges().keySet())
                .extracting(InputAttrPath::toString)
                .containsExactly("a", "a/c", "a/twice", "a/up", "b", "itself", "left", "none", "right");
    }

    @Test
    void whatANodeSaysOfItselfIsRead() throws FlakeException {
        LockFile lock = read();

        assertThat(lock.node("a").requirePin().isFlake()).isFalse();
        assertThat(lock.node("c").requirePin().isFlake()).isTrue();
        assertThat(lock.node("a").requirePin().parent()).isEqualTo(new InputAttrPath(List.of("b")));
        assertThat(lock.node("c").requirePin().parent()).isNull();
    }

    @Test
    void whatFollowsNothingIsNotWritten() throws FlakeException {
        LockFile lock = LockFileReader.read(
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'none':['zz']}}}}"
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8),
                "F",
                Shelf.SCHEMES,
                warning -> {});

        assertThatThrownBy(() -> LockFileCheck.check(lock))
                .hasMessage("input 'none' follows a non-existent input 'zz'");
    }

    @Test
    void pathsCanBeTakenApartAndPutTogether() throws FlakeException {
        InputAttrPath path = InputAttrPath.parse("a/b/c");

        assertThat(path.last()).isEqualTo("c");
        assertThat(path.parent()).isEqualTo(InputAttrPath.parse("a/b"));
        assertThat(path.parent().resolve(InputAttrPath.parse("c/d"))).hasToString("a/b/c/d");
        assertThat(InputAttrPath.ROOT.isRoot()).isTrue();
        assertThat(path.isRoot()).isFalse();
        assertThat(path).isGreaterThan(path.parent()).isLessThan(InputAttrPath.parse("a/c"));
    }

    private static LockFile read() throws FlakeException {
        return LockFileReader.read(
                FILE.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "F", Shelf.SCHEMES, warning -> {});
    }
}
