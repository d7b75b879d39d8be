package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --json} of the commands that lock, and {@code --verbose}. */
class EventsTest {

    @TempDir
    Path root;

    private CommandRun command;

    @BeforeEach
    void aFlakeWithAnInputBesideIt() throws IOException {
        command = new CommandRun(root);
        command.write("flake.nix", "{ inputs.a = { url = \"path:./a\"; flake = false; }; outputs = _: { }; }");
        command.write("a/file", "");
    }

    @Test
    void eachEventIsALine() {
        assertThat(command.run("lock", "path:.", "--json")).isZero();
        assertThat(command.out()).isEqualTo("""
            {"event":"fetch-started","reference":"path:DIR"}
            {"bytes":0,"event":"fetch-finished","reference":"path:DIR"}
            {"event":"warning","message":"creating lock file \\"DIR/flake.lock\\": \\n• Added input 'a':\\n    'path:./a'"}
            {"after":{"locked":{"path":"./a","type":"path"},"url":"path:./a"},"event":"changed","input":["a"],"kind":"added"}
            {"changes":1,"event":"locked","written":true}
            """);
        assertThat(command.err()).startsWith("warning: creating lock file");

        assertThat(command.run("update", "--flake", "path:.", "--json")).isZero();
        assertThat(command.out()).endsWith("{\"changes\":0,\"event\":\"locked\",\"written\":false}\n");
    }

    @Test
    void anErrorIsTheLastEvent() throws IOException {
        command.write("flake.nix", "{ inputs.a.url = \"path:./nope\"; outputs = _: { }; }");
        assertThat(command.run("lock", "path:.", "--json")).isEqualTo(1);
        assertThat(command.out().lines().reduce((first, second) -> second).orElse(""))
                .startsWith("{\"event\":\"error\",\"exitStatus\":1,")
                .contains("while updating the flake input 'a'");
        assertThat(command.err()).startsWith("error:");
    }

    @Test
    void verboseTellsWhatIsFetched() {
        assertThat(command.run("lock", "path:.", "-v")).isZero();
        assertThat(command.err()).startsWith("fetching 'path:DIR'\nfetched 'path:DIR'\nwarning: creating lock file");
        command.run("lock", "path:.", "-v", "--quiet");
        assertThat(command.err()).isEmpty();
    }
}
