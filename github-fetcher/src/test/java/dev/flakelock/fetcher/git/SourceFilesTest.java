package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading single files of work trees and commits, and what is said of those that are not there. */
final class SourceFilesTest {

    @TempDir
    Path directory;

    private GitWorld world;
    private Path root;
    private Attrs url;

    @BeforeEach
    void init() throws Exception {
        world = new GitWorld(directory);
        world.run("git init -q -b main r; cd r; mkdir d; echo x > d/a; ln -s d/a l; echo out > .gitignore; git add .;"
                + " git commit -q -m one; echo y > d/a; echo z > new; echo w > out");
        root = world.directory.resolve("r");
        url = GitWorld.attrs("file://" + root);
    }

    @Test
    void readsTrackedFilesFromDisk() throws Exception {
        SourceTree files = world.fetch(url).files();

        assertThat(files.kind("")).contains(SourceTree.Kind.DIRECTORY);
        assertThat(files.kind("d")).contains(SourceTree.Kind.DIRECTORY);
        assertThat(files.kind("l")).contains(SourceTree.Kind.SYMLINK);
        assertThat(files.kind("d/a")).contains(SourceTree.Kind.REGULAR);
        assertThat(files.kind("d/a/b")).isEmpty();
        assertThat(files.kind("new")).isEmpty();
        assertThat(files.read("d/a")).isEqualTo("y\n".getBytes(StandardCharsets.UTF_8));
        assertThat(files.linkTarget("l")).isEqualTo("d/a");
        assertThat(files.show("d/a")).isEqualTo(root + "/d/a");
    }

    @Test
    void saysHowToMakeAFileVisible() throws Exception {
        SourceTree files = world.fetch(url).files();

        for (String path : new String[] {"new", "out"}) {
            assertThatThrownBy(() -> files.read(path))
                    .hasMessage("Path '" + path + "' in the repository \"" + root
                            + "\" is not tracked by Git.\n\nTo make it visible to Nix, run:\n\ngit -C \"" + root
                            + "\" add \"" + path + "\"");
        }
        assertThatThrownBy(() -> files.read("none"))
                .hasMessage("Path 'none' does not exist in Git repository \"" + root + "\".");
    }

    @Test
    void readsCommitsFromObjects() throws Exception {
        SourceTree files = world.fetch(url.with("ref", "main")).files();

        assertThat(files.read("d/a")).isEqualTo("x\n".getBytes(StandardCharsets.UTF_8));
        assertThat(files.linkTarget("l")).isEqualTo("d/a");
        assertThat(files.kind("d")).contains(SourceTree.Kind.DIRECTORY);
        assertThat(files.kind("d/a/b")).isEmpty();
        assertThatThrownBy(() -> files.read("none"))
                .hasMessageStartingWith("path '«")
                .hasMessageEndingWith("»/none' does not exist");
    }

    @Test
    void warnsOfADirtyTreeUnlessToldNotTo() throws Exception {
        world.settings =
                world.settings.toBuilder().set(Setting.WARN_DIRTY, false).build();
        world.fetch(url);
        assertThat(world.context.warnings).isEmpty();

        world.settings =
                world.settings.toBuilder().set(Setting.ALLOW_DIRTY, false).build();
        assertThatThrownBy(() -> world.fetch(url)).hasMessage("Git tree '" + root + "' is dirty");
    }

    @Test
    void theWarningKeepsTheSlashOfTheUrl() throws Exception {
        world.fetch(url.with("url", url.text("url") + "/"));

        assertThat(world.context.warnings).contains("Git tree '" + root + "/' is dirty");
    }

    @Test
    void warnsOfAUrlThatIsRelative() throws Exception {
        world.fetch(url.with("url", "file:./r").with("ref", "main"));

        assertThat(world.context.warnings)
                .containsExactly("Fetching Git repository 'file:./r', which uses a path relative to the current"
                        + " directory. This is not supported and will stop working in a future release."
                        + " See https://github.com/NixOS/nix/issues/12281 for details.");
    }

    @Test
    void hashesNamesThatAreNotUtf8() throws Exception {
        world.run("cd r; git checkout -q d/a; printf '1' > \"$(printf '\\\\377')\"; git add .; git commit -q -m odd");

        assertThat(world.fetch(url).narHash())
                .isEqualTo(world.fetch(url.with("ref", "main")).narHash());
    }

    @Test
    void leavesNothingBehind() throws Exception {
        try (Stream<Path> before = Files.walk(root)) {
            long count = before.count();
            world.fetch(url).narHash();
            world.fetch(url.with("ref", "main")).narHash();
            try (Stream<Path> after = Files.walk(root)) {
                assertThat(after.count()).isEqualTo(count);
            }
        }
    }

    @Test
    void resolvesUrlsOfSubmodules() {
        assertThat(SubmoduleUrls.resolve("https://h/o/r", "../s")).isEqualTo("https://h/o/s");
        assertThat(SubmoduleUrls.resolve("https://h/o/r/", "../../p/s.git")).isEqualTo("https://h/p/s.git");
        assertThat(SubmoduleUrls.resolve("https://h/o/r", "./s")).isEqualTo("https://h/o/r/s");
        assertThat(SubmoduleUrls.resolve("git@h:o/r", "../s")).isEqualTo("ssh://git@h/o/s");
        assertThat(SubmoduleUrls.resolve("git@h:r", "../s")).isEqualTo("ssh://git@h/s");
        assertThat(SubmoduleUrls.resolve("file:///a/b", "../s")).isEqualTo("file:///a/s");
        assertThat(SubmoduleUrls.resolve("/a/b", "../s")).isEqualTo("file:///a/s");
        assertThat(SubmoduleUrls.resolve("https://h/o/r", "git@h:o/r.git")).isEqualTo("ssh://git@h/o/r.git");
    }
}
