package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells are told, and that bash understands it. */
class CompletionTest {

    @TempDir
    Path root;

    private CommandRun command;

    @BeforeEach
    void aFlakeWithALockFile() throws IOException {
        command = new CommandRun(root);
        command.write("flake.nix", "{ }");
        command.write("sub/deeper/x", "");
        command.write("flake.lock", """
                {"nodes":{
                  "root":{"inputs":{"home":"home","nixpkgs":"nixpkgs"}},
                  "home":{"inputs":{"nixpkgs":["nixpkgs"],"own":"own"},PIN},"own":{PIN},"nixpkgs":{PIN}},
                 "root":"root","version":7}
                """.replace(
                        "PIN", """
                "locked":{"type":"github","owner":"o","repo":"r","rev":"%s","narHash":"%s"},
                "original":{"type":"github","owner":"o","repo":"r"}
                """.formatted("a".repeat(40), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up                          | normal update",
                "registry a                  | normal add",
                "flake upd                   | normal update",
                "hash t                      | normal",
                "lock --commit               | normal --commit-lock-file",
                "--quiet lock --commit       | normal --commit-lock-file",
                "update _                    | normal home home/own nixpkgs",
                "update home nix             | normal nixpkgs",
                "update home/                | normal home/own",
                "update --flake sub _        | normal home home/own nixpkgs",
                "update --flake ../nope _    | normal",
                "lock --override-input ho    | normal home home/own",
                "lock --override-input x ./s | filenames ./sub/",
                "lock --option a b s         | filenames sub/",
                "lock . s                    | normal",
                "tree f                      | filenames flake.lock flake.nix",
                "tree sub/                   | filenames sub/deeper/",
                "diff HEAD s                 | filenames sub/",
                "hash convert --to b         | normal base16 base64",
                "completion z                | normal zsh",
                "--color al                  | normal always",
                "bogus x                     | normal"
            })
    void wordsAreProposed(String line, String expected) {
        List<String> words = Arrays.asList(line.replace("_", "").split(" ", -1));
        command.variables.put("NIX_GET_COMPLETIONS", Integer.toString(words.size()));

        assertThat(command.run(words.toArray(String[]::new))).isZero();
        assertThat(command.out().lines().map(proposal -> proposal.split("\t")[0]))
                .containsExactly(expected.split(" "));
        assertThat(command.err()).isEmpty();
    }

    @Test
    void inputsThatAreNotLockedYetAreProposed() throws IOException {
        command.write("flake.nix", """
                {
                  inputs.fresh.url = "github:o/fresh";
                  inputs.same.follows = "fresh";
                  inputs.nixpkgs.url = "github:NixOS/nixpkgs/master";
                  outputs = { self, fresh, named, ... }: { };
                }
                """);
        command.variables.put("NIX_GET_COMPLETIONS", "2");
        command.run("update", "");
        assertThat(command.out()).isEqualTo("""
                normal
                fresh\tgithub:o/fresh
                home\tgithub:o/r
                home/own\tgithub:o/r
                named\tflake:named
                nixpkgs\tgithub:o/r
                """);
    }

    @Test
    void aFlakeThatIsBeingWrittenKeepsNoInputFromBeingProposed() throws IOException {
        command.write("flake.nix", "{ inputs.fresh.url = ");
        command.variables.put("NIX_GET_COMPLETIONS", "2");
        command.run("update", "home/");
        assertThat(command.out()).isEqualTo("normal\nhome/own\tgithub:o/r\n");
    }

    @Test
    void proposalsAreDescribed() {
        command.variables.put("NIX_GET_COMPLETIONS", "2");
        command.run("update", "home/");
        assertThat(command.out()).isEqualTo("normal\nhome/own\tgithub:o/r\n");
    }

    @Test
    void aShellWithoutAScriptIsRefused() {
        assertThat(command.run("completion", "bsh")).isEqualTo(1);
        assertThat(command.err()).isEqualTo("""
                        error: there is no completion for 'bsh', only for bash, zsh and fish
                               Did you mean one of bash, zsh or fish?
                        Try 'nix --help' for more information.
                        """);
    }

    @Test
    void bashUnderstandsTheAnswer() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        command.run("completion", "bash");
        Path script = Files.writeString(root.resolve("script"), command.out());
        Path test = Files.writeString(root.resolve("test"), """
                flakelock() { printf 'normal\\nhome\\tdescribed\\nhome/own\\t%s of %s\\n' "$NIX_GET_COMPLETIONS" "$#"; }
                . "$1"
                complete -p flakelock
                for COMP_LINE in 'flakelock update ' 'flakelock update ho' 'flakelock lock x:y'; do
                    COMP_POINT=${#COMP_LINE}
                    _flakelock
                    printf '<%s>' "${COMPREPLY[@]}"
                    echo
                done
                """);

        assertThat(run("/bin/bash", "--norc", test.toString(), script.toString()))
                .isEqualTo("complete -F _flakelock flakelock\n<home><home/own>\n<home><home/own>\n<home><home/own>\n");
    }

    @ParameterizedTest
    @CsvSource({"bash, /bin/bash", "zsh, /bin/zsh", "fish, /usr/bin/fish"})
    void scriptsAreWellFormed(String shell, String program) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(program)), "no " + shell);
        command.run("completion", shell);
        Path script = Files.writeString(root.resolve("script"), command.out());

        assertThat(run(program, "-n", script.toString())).isEmpty();
    }

    private static String run(String... program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(() -> Stream.of(program).toList() + "\n" + output)
                .isZero();
        return output;
    }
}
