package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Putting files into work trees; what came of it is asked of the git program. */
final class GitWorkTreeTest {

    @TempDir
    Path directory;

    private GitWorld world;
    private Path root;

    @BeforeEach
    void init() throws Exception {
        world = new GitWorld(directory);
        world.run("git init -q -b main r; cd r; echo x > a; git add .; git commit -q -m one;"
                + " git config user.name Me; git config user.email me@example.org");
        root = world.directory.resolve("r");
    }

    private void put(String path, String text, @Nullable String message) throws FlakeException, IOException {
        new GitWorkTree(root, world.environment()).putFile(path, change(path, text), message);
    }

    private void putWithoutGit(String path, String text, @Nullable String message) throws FlakeException, IOException {
        Environment none = Environment.of(Map.of(), directory, directory, OperatingSystem.LINUX);
        new GitWorkTree(root, none).putFile(path, change(path, text), message);
    }

    private FileChange change(String path, String text) throws IOException {
        Path file = root.resolve(path);
        byte[] before = Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        return new FileChange(before, text.getBytes(StandardCharsets.UTF_8));
    }

    private String status() throws Exception {
        return world.runIn(root, "git status --short");
    }

    @Test
    void makesGitKnowOfANewFile() throws Exception {
        Files.createDirectory(root.resolve("sub"));
        put("sub/flake.lock", "{}", null);

        assertThat(status()).isEqualTo(" A sub/flake.lock\n");
        assertThat(root.resolve("sub/flake.lock")).hasContent("{}");
        assertThat(Files.getPosixFilePermissions(root.resolve("sub/flake.lock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void leavesAnIgnoredFileAlone() throws Exception {
        Files.writeString(root.resolve(".git/info/exclude"), "flake.lock\n");
        put("flake.lock", "{}", "message");

        assertThat(status()).isEmpty();
        assertThat(root.resolve("flake.lock")).hasContent("{}");
    }

    @Test
    void keepsTheModeAndFollowsALink() throws Exception {
        world.runIn(root, "mkdir d; echo x > d/real; chmod 600 d/real; ln -s d/real flake.lock");
        put("flake.lock", "{}", null);

        assertThat(root.resolve("flake.lock")).isSymbolicLink();
        assertThat(root.resolve("d/real")).hasContent("{}");
        assertThat(Files.getPosixFilePermissions(root.resolve("d/real")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(world.runIn(root, "ls d")).isEqualTo("real\n");
    }

    @Test
    void commitsTheFileAlone() throws Exception {
        world.runIn(root, "echo y > b; git add b");
        put("flake.lock", "{}", "flake.lock: Add\n\nFlake lock file updates:\n");

        assertThat(status()).isEqualTo("A  b\n");
        assertThat(world.runIn(root, "git log -1 --name-only --format=%an:%s"))
                .isEqualTo("Me:flake.lock: Add\n\nflake.lock\n");
    }

    @Test
    void saysThatAHookRefusedTheCommit() throws Exception {
        world.runIn(root, "printf '#!/bin/sh\\nexit 1\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit");

        assertThatThrownBy(() -> put("flake.lock", "{}", "m")).hasMessage("program 'git' failed with exit code 1");
        assertThat(root.resolve("flake.lock")).hasContent("{}");
    }

    @Test
    void worksWithoutTheGitProgram() throws Exception {
        Files.writeString(root.resolve(".gitignore"), "ignored\n");
        putWithoutGit("ignored", "{}", "m");
        putWithoutGit("flake.lock", "{}", null);
        assertThat(status()).isEqualTo("A  flake.lock\n?? .gitignore\n");

        putWithoutGit("flake.lock", "{ }", "flake.lock: Add");
        assertThat(status()).isEqualTo("?? .gitignore\n");
        assertThat(world.runIn(root, "git log -1 --format=%an:%s")).isEqualTo("Me:flake.lock: Add\n");
    }

    @Test
    void doesNotTouchAnEarlierFileIfItCannotWrite() throws Exception {
        Files.writeString(root.resolve("file"), "old");

        assertThatThrownBy(() -> put("file/flake.lock", "{}", null)).hasMessageStartingWith("opening file \"");
        assertThat(root.resolve("file")).hasContent("old");
    }
}
