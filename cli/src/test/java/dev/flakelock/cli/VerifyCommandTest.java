package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flakelock verify}, of a flake whose only input is a directory beside it. */
final class VerifyCommandTest {

    @TempDir
    private Path root;

    private CommandRun command;
    private Path lock;

    @BeforeEach
    void lock() throws IOException {
        command = new CommandRun(root);
        write("a/flake.nix", "{ outputs = _: { }; }");
        write("f/flake.nix", "{ inputs.a.url = \"path:" + command.directory + "/a\"; outputs = _: { }; }");
        assertThat(command.run("lock", "path:./f")).as(command.err()).isZero();
        lock = command.directory.resolve("f/flake.lock");
    }

    @Test
    void sayThatItIsRight() {
        assertThat(command.run("verify", "path:./f")).isZero();

        assertThat(command.out()).startsWith("a: ok (path:DIR/a?").hasLineCount(1);
        assertThat(command.err()).isEmpty();
    }

    @Test
    void endWith102AndNameBothHashes() throws IOException {
        write("a/more", "1");

        assertThat(command.run("verify", "path:./f")).isEqualTo(102);

        assertThat(command.out())
                .startsWith("a: MISMATCH (path:DIR/a?")
                .containsPattern(
                        "narHash\n    expected: sha256-.*\n    found:    sha256-.*\n    the files have been changed");
    }

    @Test
    void endWith1WhereNothingIs() throws IOException {
        Files.delete(command.directory.resolve("a/flake.nix"));
        Files.delete(command.directory.resolve("a"));

        assertThat(command.run("verify", "path:./f")).isEqualTo(1);

        assertThat(command.out()).startsWith("a: failed (");
        assertThat(command.err()).contains("error:");
    }

    @Test
    void sayItInJson() throws IOException {
        write("a/more", "1");

        assertThat(command.run("verify", "--json", "path:./f")).isEqualTo(102);

        assertThat(command.out())
                .startsWith(
                        "{\"good\":false,\"inputs\":[{\"failure\":null,\"findings\":[{\"attribute\":\"narHash\",\"cause\":")
                .contains("\"kind\":\"mismatch\"", "\"path\":\"a\"");
    }

    @Test
    void checkAnotherLockFile() throws IOException {
        Path other = command.directory.resolve("other.lock");
        Files.move(lock, other);

        assertThat(command.run("verify", "--reference-lock-file", "other.lock", "path:./f"))
                .isZero();

        assertThat(command.out()).startsWith("a: ok");
        assertThat(lock).doesNotExist();
    }

    private void write(String path, String contents) throws IOException {
        Path file = command.directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, contents);
    }
}
