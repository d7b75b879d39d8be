package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tree}, {@code diff} and {@code graph} over lock files as Nix writes them. */
class ReadingCommandsTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);

    @TempDir
    Path root;

    private CommandRun command;

    @BeforeEach
    void twoLockFiles() throws IOException {
        command = new CommandRun(root);
        command.at("2024-03-01T00:00:00Z");
        command.write("flake.nix", "{ outputs = _: { }; }");
        command.write(
                "old.lock",
                lock(
                        inputs("home", "nixpkgs"),
                        home("nixpkgs_2", A),
                        nixpkgs("nixpkgs", A, 0),
                        nixpkgs("nixpkgs_2", C, 5)));
        command.write(
                "flake.lock",
                lock(
                        inputs("home", "nixpkgs"),
                        home("nixpkgs_2", A),
                        nixpkgs("nixpkgs", B, 10),
                        nixpkgs("nixpkgs_2", C, 5)));
        command.write("follows.lock", lock(inputs("home", "nixpkgs"), home("", A), nixpkgs("nixpkgs", B, 10)));
    }

    private static String lock(String... nodes) {
        return Stream.of(nodes).collect(Collectors.joining(",", "{\"nodes\":{", "},\"root\":\"root\",\"version\":7}"));
    }

    private static String inputs(String... names) {
        return Stream.of(names)
                .map(name -> "\"" + name + "\":\"" + name + "\"")
                .collect(Collectors.joining(",", "\"root\":{\"inputs\":{", "}}"));
    }

    private static String home(String nixpkgs, String rev) {
        String input = nixpkgs.isEmpty() ? "[\"nixpkgs\"]" : "\"" + nixpkgs + "\"";
        return "\"home\":{\"inputs\":{\"nixpkgs\":" + input + "}," + pin("gitlab", "people", "home", rev, 1) + "}";
    }

    private static String nixpkgs(String key, String rev, int day) {
        return "\"" + key + "\":{" + pin("github", "NixOS", "nixpkgs", rev, day) + "}";
    }

    private static String pin(String type, String owner, String repo, String rev, int day) {
        String repository = "\"type\":\"%s\",\"owner\":\"%s\",\"repo\":\"%s\"".formatted(type, owner, repo);
        long time = 1_706_745_600L + day * 86_400L;
        return "\"original\":{%s},\"locked\":{%s,\"rev\":\"%s\",\"lastModified\":%d,\"narHash\":\"%s\"}"
                .formatted(repository, repository, rev, time, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    @Test
    void treeShowsVersionsAgesAndDuplicates() {
        assertThat(command.run("tree")).isZero();
        assertThat(command.err()).isEmpty();
        assertThat(command.out()).isEqualTo("""
                ├───home: gitlab:people/home  aaaaaaa, 4 weeks ago
                │   └───nixpkgs: github:NixOS/nixpkgs  ccccccc, 3 weeks ago  another version of 'nixpkgs'
                └───nixpkgs: github:NixOS/nixpkgs  bbbbbbb, 2 weeks ago
                3 inputs, 1 duplicate; in flake.nix this would leave one of each:
                    inputs.home.inputs.nixpkgs.follows = "nixpkgs";
                """);
    }

    @Test
    void treeShowsWhatFollows() {
        assertThat(command.run("tree", "follows.lock")).isZero();
        assertThat(command.out()).isEqualTo("""
                ├───home: gitlab:people/home  aaaaaaa, 4 weeks ago
                │   └───nixpkgs follows 'nixpkgs'
                └───nixpkgs: github:NixOS/nixpkgs  bbbbbbb, 2 weeks ago
                3 inputs, 1 of them following others
                """);
    }

    @Test
    void noRegistryIsAskedForAReferenceThatSaysAll() {
        String registry = "http://localhost:1/registry.json";
        int status = command.run(
                "tree",
                "path:" + command.directory,
                "--flake-registry",
                registry,
                "--option",
                "download-attempts",
                "1");
        assertThat(command.err()).isEmpty();
        assertThat(command.out()).contains("3 inputs, 1 duplicate");
        assertThat(status).isZero();
    }

    @Test
    void treeHasColoursOnATerminal() {
        command.on(new Console.Terminals(true, false));
        command.run("tree", "follows.lock");
        assertThat(command.out())
                .contains("\u001b[1mnixpkgs\u001b[0m \u001b[36mfollows 'nixpkgs'\u001b[0m\n")
                .contains("\u001b[2mbbbbbbb, 2 weeks ago\u001b[0m");
    }

    @Test
    void aDirectoryWithoutAFlakeIsRefused() throws IOException {
        command.write("../empty/x", "");
        assertThat(command.run("tree", "../empty")).isEqualTo(1);
        assertThat(command.err())
                .contains("is not part of a flake (neither it nor its parent directories contain a 'flake.nix' file)")
                .contains("hint: name a directory with a flake, a lock file, or a flake reference");
    }

    @Test
    void diffShowsDaysAndPages() {
        assertThat(command.run("diff", "old.lock", "follows.lock")).isZero();
        assertThat(command.out())
                .isEqualTo("""
                • Updated input 'home/nixpkgs'
                    'github:NixOS/nixpkgs/CCC?narHash=sha256-47DEQpj8HBSa%2B/TImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D' (2024-02-06)
                  → follows 'nixpkgs'
                • Updated input 'nixpkgs': 10 days
                    'github:NixOS/nixpkgs/AAA?narHash=sha256-47DEQpj8HBSa%2B/TImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D' (2024-02-01)
                  → 'github:NixOS/nixpkgs/BBB?narHash=sha256-47DEQpj8HBSa%2B/TImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D' (2024-02-11)
                    https://github.com/NixOS/nixpkgs/compare/AAA...BBB
                2 of 3 nodes changed; inputs: 2 updated
                """.replace("AAA", A).replace("BBB", B).replace("CCC", C));
    }

    @Test
    void diffWritesMarkdown() {
        assertThat(command.run("diff", "old.lock", "follows.lock", "--markdown"))
                .isZero();
        assertThat(command.out()).isEqualTo("""
                | | input | from | to | days | changes |
                |---|---|---|---|--:|---|
                | Updated | `home/nixpkgs` | `ccccccc` 2024-02-06 | follows `nixpkgs` | | |
                | Updated | `nixpkgs` | `aaaaaaa` 2024-02-01 | `bbbbbbb` 2024-02-11 | 10 | [compare](https://github.com/NixOS/nixpkgs/compare/AAA...BBB) |

                2 of 3 nodes changed; inputs: 2 updated
                """.replace("AAA", A).replace("BBB", B));
    }

    @Test
    void diffWritesJson() {
        assertThat(command.run("diff", "old.lock", "follows.lock", "--json")).isZero();
        assertThat(command.out())
                .startsWith("{\"changes\":[{\"after\":{\"follows\":[\"nixpkgs\"]},\"before\":{\"locked\":{")
                .contains("\"compareUrl\":\"https://github.com/NixOS/nixpkgs/compare/" + A + "..." + B
                        + "\",\"days\":10," + "\"input\":[\"nixpkgs\"],\"kind\":\"updated\"}")
                .endsWith("\"nodes\":{\"after\":2,\"before\":3,\"changed\":2}}\n");
    }

    @Test
    void diffComparesCommits() throws IOException, GitAPIException {
        try (Git git = Git.init().setDirectory(command.directory.toFile()).call()) {
            commit(git);
            assertThat(command.run("diff")).isZero();
            assertThat(command.out()).isEqualTo("no input changed\n");
            command.write("flake.lock", lock(inputs("nixpkgs"), nixpkgs("nixpkgs", B, 10)));
            assertThat(command.run("diff")).isZero();
            assertThat(command.out()).startsWith("• Removed input 'home'\n").endsWith("changed; inputs: 2 removed\n");
            commit(git);
        }
        assertThat(command.run("diff", "HEAD~1", "HEAD")).isZero();
        assertThat(command.out()).startsWith("• Removed input 'home'\n");
        assertThat(command.run("diff", "HAED")).isEqualTo(1);
        assertThat(command.err()).startsWith("error: there is no Git revision 'HAED' in 'DIR'\n");
    }

    private static void commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("lock")
                .setSign(false)
                .setAuthor("a", "a@b")
                .setCommitter("a", "a@b")
                .call();
    }

    @Test
    void graphIsWrittenForGraphviz() {
        assertThat(command.run("graph", "follows.lock")).isZero();
        assertThat(command.out()).isEqualTo("""
                digraph "flake.lock" {
                  rankdir=LR;
                  node [shape=box, style=rounded, fontname="sans-serif"];
                  "root" [label="this flake"];
                  "home" [label="home\\ngitlab:people/home\\naaaaaaa · 2024-02-02"];
                  "nixpkgs" [label="nixpkgs\\ngithub:NixOS/nixpkgs\\nbbbbbbb · 2024-02-11"];
                  "root" -> "home";
                  "root" -> "nixpkgs";
                  "home" -> "nixpkgs" [style=dashed];
                }
                """);
    }

    @Test
    void graphIsWrittenForMermaid() {
        assertThat(command.run("graph", "--mermaid")).isZero();
        assertThat(command.out()).isEqualTo("""
                graph LR
                  n0["this flake"]
                  n1["home<br>gitlab:people/home<br>aaaaaaa · 2024-02-02"]
                  n2["nixpkgs_2<br>github:NixOS/nixpkgs<br>ccccccc · 2024-02-06"]
                  n3["nixpkgs<br>github:NixOS/nixpkgs<br>bbbbbbb · 2024-02-11"]
                  n0 --> n1
                  n0 --> n3
                  n1 -->|"nixpkgs"| n2
                """);
    }
}
