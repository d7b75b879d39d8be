package dev.flakelock.core.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockFileReaderTest {

    private static final String GOOD =
            "{'locked':{'type':'shelf','book':'b','rev':'r1'},'original':{'type':'shelf','book':'b'}}";

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | lock file 'F' has unsupported version 0",
                "{'version':4} | lock file 'F' has unsupported version 4",
                "{'version':8} | lock file 'F' has unsupported version 8",
                "{'version':'7'} | [json.exception.type_error.302] type must be number, but is string",
                "[] | [json.exception.type_error.306] cannot use value() with array",
                "{'version':7} | [json.exception.type_error.302] type must be string, but is null",
                "{'version':7,'root':'r','nodes':[]}"
                        + " | [json.exception.type_error.305] cannot use operator[] with a string argument with array",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':'b'}}}} | lock file references missing node 'b'",
                "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':'r'}}}} | lock file contains cycle to root node",
            })
    void whatIsWrongWithAFile(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(FlakeException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'original':{}} | attribute 'locked' missing in lock file",
                "null | attribute 'locked' missing in lock file",
                "{'locked':{'type':'shelf','book':'b','rev':'r'}} | attribute 'original' missing in lock file",
                "{'locked':{},'original':{}} | 'type' attribute to specify input scheme is required but not provided",
                "{'locked':{'type':'shelf','book':null}} | unsupported input attribute type in lock file",
                "{'locked':{'type':'shelf','book':'b','zz':'1'}} | input attribute 'zz' not supported by scheme 'shelf'",
                "{'locked':{'type':'shelf','book':'b'},'original':{'type':'shelf','book':'b'}}"
                        + " | Lock file contains unlocked input '{\"book\":\"b\",\"type\":\"shelf\"}'."
                        + " Use '--allow-dirty-locks' to accept this lock file.",
                "{'flake':1,'locked':{'type':'shelf','book':'b','rev':'r'},'original':{'type':'shelf','book':'b'}}"
                        + " | [json.exception.type_error.302] type must be boolean, but is number",
                "{'parent':'a','locked':{'type':'shelf','book':'b','rev':'r'},'original':{'type':'shelf','book':'b'}}"
                        + " | [json.exception.type_error.302] type must be array, but is string",
            })
    void whatIsWrongWithANode(String node, String message) {
        assertThatThrownBy(() -> read(withNode(node)))
                .isInstanceOf(FlakeException.class)
                .hasMessage(message);
    }

    @Test
    void aFileThatIsNoJsonIsNamed() {
        assertThatThrownBy(() -> read("<<<<<<< HEAD"))
                .hasMessage("Could not parse 'F': [json.exception.parse_error.101] parse error at line 1, column 1:"
                        + " syntax error while parsing value - invalid literal; last read: '<'");
    }

    @Test
    void whatTheRootDoesNotLeadToMayBeAnything() throws FlakeException {
        LockFile lock = read("{'version':7,'root':'r','nodes':{'r':{},'junk':17}}");

        assertThat(lock.nodes()).containsOnlyKeys("r");
    }

    @Test
    void aFileWithoutItsRootIsEmpty() throws FlakeException {
        assertThat(read("{'version':7,'root':'r'}").root().inputs()).isEmpty();
        assertThat(read("{'version':7,'root':'r','nodes':{}}").root().inputs()).isEmpty();
        assertThat(read("{'version':7,'root':'r','nodes':{'r':{'inputs':null}}}")
                        .root()
                        .inputs())
                .isEmpty();
    }

    @Test
    void oldVersionsKeptSomeAttributesElsewhere() throws FlakeException {
        LockFile lock = read(withNode("{'info':{'lastModified':5},'locked':{'type':'shelf','book':'b','rev':'r'},"
                        + "'original':{'type':'shelf','book':'b'}}")
                .replace("'version':7", "'version':5"));

        assertThat(lock.node("n").requirePin().locked().input().attrs().number("lastModified"))
                .isEqualTo(5);
    }

    @Test
    void edgesLeadToNodesOrFollow() throws FlakeException {
        LockFile lock = read(
                "{'version':7.0,'root':'r','nodes':{'r':{'inputs':{'a':'n','b':['a','c'],'d':[]}},'n':" + GOOD + "}}");

        assertThat(lock.root().inputs())
                .isEqualTo(Map.of(
                        "a", new Edge.ToNode("n"),
                        "b", new Edge.Follows(InputAttrPath.of("a", "c")),
                        "d", new Edge.Follows(InputAttrPath.ROOT)));
        assertThat(lock.node("n").requirePin().locked().input().isFinal()).isTrue();
        assertThat(lock.node("n").requirePin().original().input().isFinal()).isFalse();
    }

    @Test
    void anInputIsAFlakeUnlessItIsSaidNotToBe() throws FlakeException {
        assertThat(isFlake("")).isTrue();
        assertThat(isFlake("'flake':true,")).isTrue();
        assertThat(isFlake("'flake':false,")).isFalse();
    }

    private boolean isFlake(String said) throws FlakeException {
        return read(withNode("{" + said + GOOD.substring(1)))
                .node("n")
                .requirePin()
                .isFlake();
    }

    /** As Nix's JSON library goes through an array. */
    @Test
    void inputsInAnArrayHaveNumbersForNames() throws FlakeException {
        LockFile lock = read("{'version':7,'root':'r','nodes':{'r':{'inputs':['n',[]]},'n':" + GOOD + "}}");

        assertThat(lock.root().inputs())
                .isEqualTo(Map.of("0", new Edge.ToNode("n"), "1", new Edge.Follows(InputAttrPath.ROOT)));
    }

    @Test
    void aReferenceWithNothingButAHashIsWarnedOf() throws FlakeException {
        read(withNode(
                "{'locked':{'type':'shelf','book':'b','narHash':'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='},"
                        + "'original':{'type':'shelf','book':'b'}}"));

        assertThat(warnings)
                .containsExactly(
                        "Lock file entry 'shelf:b' is unlocked (e.g. lacks a Git revision) but is checked by NAR"
                                + " hash. This is not reproducible and will break after garbage collection or when shared.");
    }

    private static String withNode(String node) {
        return "{'version':7,'root':'r','nodes':{'r':{'inputs':{'a':'n'}},'n':" + node + "}}";
    }

    private LockFile read(String json) throws FlakeException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return LockFileReader.read(bytes, "F", Shelf.SCHEMES, warnings::add);
    }
}
