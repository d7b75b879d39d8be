package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens on a disk that is full: a file system in memory, which only root may make. */
class FullDiskTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";

    @TempDir
    Path root;

    private CommandRun command;
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException, InterruptedException {
        command = new CommandRun(root);
        disk = Files.createDirectory(command.directory.resolve("disk"));
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", disk.toString()), "may not mount");
    }

    @AfterEach
    void takeDiskAway() throws IOException, InterruptedException {
        isDone("umount", disk.toString());
    }

    @Test
    void aLockFileThatFindsNoRoomStaysAsItWas() throws IOException {
        command.write("disk/flake.nix", flake("a"));
        command.write("a/file", "");
        assertThat(command.run("lock", "path:./disk")).isZero();
        byte[] old = Files.readAllBytes(disk.resolve("flake.lock"));
        Files.writeString(disk.resolve("flake.nix"), flake("b"));
        fill();

        assertThat(command.run("lock", "path:./disk")).isEqualTo(1);

        assertThat(command.err()).contains("DIR/disk/", "No space left on device", "make room");
        assertThat(disk.resolve("flake.lock")).hasBinaryContent(old);
        assertThat(names()).containsExactlyInAnyOrder("flake.nix", "flake.lock", "full");

        Files.delete(disk.resolve("full"));
        assertThat(command.run("lock", "path:./disk")).isZero();
        assertThat(disk.resolve("flake.lock")).content().contains("\"b\"");
    }

    @Test
    void whatCannotBeRememberedIsFetchedAllTheSame() throws IOException {
        PretendGitHub gitHub = new PretendGitHub();
        gitHub.push("o/r", "HEAD", REV, Instant.EPOCH.plusSeconds(1_700_000_000L), "{ outputs = _: { }; }");
        command.in(gitHub.client());
        command.variables.put("XDG_CACHE_HOME", disk.toString());
        command.write("flake.nix", "{ inputs.r.url = \"github:o/r\"; outputs = _: { }; }");
        fill();

        assertThat(command.run("lock", "path:.")).as(command.err()).isZero();

        assertThat(command.directory.resolve("flake.lock")).content().contains(REV);
    }

    private static String flake(String input) {
        return "{ inputs." + input + " = { url = \"path:../a\"; flake = false; }; outputs = _: { }; }";
    }

    /** Leaves no room. */
    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(disk.resolve("full"))) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(disk)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static boolean isDone(String... arguments) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(arguments)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
