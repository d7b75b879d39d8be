package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code registry list | add | remove | pin | resolve}; texts and files were recorded from Nix 2.34.8. */
class RegistryCommandsTest {

    private static final String REGISTRY = """
            {"flakes":[{"from":{"id":"q","type":"indirect"},"to":{"type":"github","owner":"r","repo":"s","dir":"x"}},\
            {"exact":true,"from":{"id":"e","type":"indirect"},"to":{"type":"git","url":"https://x.org/y"}}],"version":2}
            """;

    private CommandRun nix;

    @BeforeEach
    void nothing(@TempDir Path root) throws IOException {
        nix = new CommandRun(root);
    }

    private void addRegistry() throws IOException {
        Files.createDirectories(nix.userRegistry().getParent());
        Files.writeString(nix.userRegistry(), REGISTRY);
    }

    @Test
    void listsAllEntries() throws IOException {
        addRegistry();
        assertThat(nix.run("registry", "list")).isZero();
        assertThat(nix.out()).isEqualTo("user   flake:q github:r/s?dir=x\nuser   flake:e git+https://x.org/y\n");
    }

    @Test
    void addsAndReplaces() throws IOException {
        assertThat(nix.run("registry", "add", "foo", "path:/d")).isZero();
        assertThat(nix.run("registry", "add", "foo", "github:a/b?dir=x")).isZero();
        assertThat(nix.out() + nix.err()).isEmpty();
        assertThat(nix.read(nix.userRegistry())).isEqualTo("""
                {
                  "flakes": [
                    {
                      "from": {
                        "id": "foo",
                        "type": "indirect"
                      },
                      "to": {
                        "dir": "x",
                        "owner": "a",
                        "repo": "b",
                        "type": "github"
                      }
                    }
                  ],
                  "version": 2
                }""");
    }

    @Test
    void changesTheFileThatIsNamed() throws IOException {
        Path file = nix.directory.resolve("other.json");
        assertThat(nix.run("registry", "add", "--registry", file.toString(), "bar/ref", "git+https://x.org/y?ref=z"))
                .isZero();
        assertThat(nix.read(file)).contains("\"ref\": \"z\",\n");
        assertThat(nix.run("registry", "remove", "--registry", file.toString(), "bar/ref"))
                .isZero();
        assertThat(nix.read(file)).isEqualTo("{\n  \"flakes\": null,\n  \"version\": 2\n}");
        assertThat(nix.userRegistry()).doesNotExist();
    }

    @Test
    void takesNoRelativePaths() {
        for (String[] arguments : new String[][] {
            {"registry", "add", "./x", "foo"},
            {"registry", "add", "foo", "./x"},
            {"registry", "remove", "./x"},
            {"registry", "resolve", "./x"}
        }) {
            assertThat(nix.run(arguments)).isEqualTo(1);
            assertThat(nix.err()).isEqualTo("error: flake reference './x' is not an absolute path\n");
        }
    }

    @Test
    void removingNothingIsSilent() throws IOException {
        addRegistry();
        assertThat(nix.run("registry", "remove", "nope")).isZero();
        assertThat(nix.err()).isEmpty();
        assertThat(nix.run("registry", "list")).isZero();
        assertThat(nix.out().lines()).hasSize(2);
    }

    @Test
    void resolves() throws IOException {
        addRegistry();
        assertThat(nix.run("registry", "resolve", "q", "q/main", "github:x/y")).isZero();
        assertThat(nix.out()).isEqualTo("github:r/s?dir=x\ngithub:r/s/main?dir=x\ngithub:x/y\n");
        assertThat(nix.run("registry", "resolve")).isZero();
        assertThat(nix.out()).isEmpty();
        assertThat(nix.run("registry", "resolve", "zz")).isEqualTo(1);
        assertThat(nix.err()).isEqualTo("""
                        error: cannot find flake 'flake:zz' in the flake registries
                               hint: write where the flake is, for example github:OWNER/REPO; 'flakelock registry list' shows what has a short name
                        """);
    }

    @Test
    void pinsAndWarnsOfWhatIsNotLocked() throws IOException {
        Path tree = Files.createDirectories(nix.directory.resolve("d"));
        FileTime time = FileTime.from(1_700_000_000, TimeUnit.SECONDS);
        Files.setLastModifiedTime(nix.write("d/f", "x"), time);
        Files.setLastModifiedTime(tree, time);
        assertThat(nix.run("registry", "pin", "p", "path:" + tree)).isZero();
        assertThat(nix.err()).isEqualTo("warning: flake 'path:DIR/d?lastModified=1700000000' is not locked\n");
        assertThat(nix.read(nix.userRegistry())).isEqualTo("""
                {
                  "flakes": [
                    {
                      "from": {
                        "id": "p",
                        "type": "indirect"
                      },
                      "to": {
                        "__final": true,
                        "lastModified": 1700000000,
                        "path": "DIR/d",
                        "type": "path"
                      }
                    }
                  ],
                  "version": 2
                }""");
    }

    @Test
    void needsItsOperands() {
        assertThat(nix.run("registry", "add", "foo")).isEqualTo(1);
        assertThat(nix.err()).isEqualTo("error: more arguments are required\nTry 'nix --help' for more information.\n");
    }
}
