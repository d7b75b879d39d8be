package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever misspells something is told what may have been meant. */
class TyposTest {

    @TempDir
    Path root;

    private CommandRun command;

    @BeforeEach
    void aFlakeWithAnInput() throws IOException {
        command = new CommandRun(root);
        command.write(
                "flake.nix", "{ inputs.greeter = { url = \"path:./greeter\"; flake = false; }; outputs = _: { }; }");
        command.write("greeter/file", "");
    }

    @Test
    void aFlag() {
        assertThat(command.run("lock", "--comit-lock-file")).isEqualTo(1);
        assertThat(command.err()).startsWith("""
                error: unrecognised flag '--comit-lock-file'
                       hint: Did you mean '--commit-lock-file'?
                """);
        command.run("lock", "--not-like-any-other");
        assertThat(command.err()).doesNotContain("hint");
    }

    @Test
    void anInputToUpdate() {
        assertThat(command.run("update", "gretter", "--flake", "path:.")).isZero();
        assertThat(command.err())
                .startsWith("warning: 'gretter' does not match any input of this flake\n")
                .endsWith("         hint: there is no input 'gretter'; did you mean 'greeter'?\n");
        command.run("update", "greeter", "--flake", "path:.");
        assertThat(command.err()).isEmpty();
        command.run("update", "unlike", "--flake", "path:.");
        assertThat(command.err()).doesNotContain("hint");
    }

    @Test
    void anInputToOverride() {
        command.run("lock", "path:.", "--override-input", "greter", "path:./greeter");
        assertThat(command.err()).endsWith("         hint: there is no input 'greter'; did you mean 'greeter'?\n");
    }

    @Test
    void aFlakeThatIsNone() throws IOException {
        command.write("flake.nix", "{ inputs.greeter.url = \"path:./greeter\"; outputs = _: { }; }");
        assertThat(command.run("lock", "path:.")).isEqualTo(1);
        assertThat(command.err())
                .contains("hint: there is no flake there; an input that is none needs 'flake = false'");
    }

    @Test
    void aReferenceThatIsTakenForAPath() throws IOException {
        command.write("flake.nix", "{ inputs.greeter.url = \"github:greeter\"; outputs = _: { }; }");
        assertThat(command.run("lock", "path:.")).isEqualTo(1);
        assertThat(command.err()).contains("hint: this was taken for a path; references look like 'github:OWNER/REPO'");
    }
}
