package dev.flakelock.fetcher.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.narhash.DirectoryHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of this machine. */
final class PathFetcherTest {

    private static final Instant NEWEST = Instant.parse("2026-01-02T03:04:05.9Z");

    private final FetcherWorld world = new FetcherWorld();

    @TempDir
    Path temporary;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(temporary.toRealPath().resolve("tree"));
        Files.writeString(tree.resolve("flake.nix"), "{ }");
        Files.createDirectories(tree.resolve("sub/.git"));
        Files.writeString(tree.resolve("sub/other"), "other");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("nowhere"));
        for (String path : new String[] {"flake.nix", "sub/.git", "sub/other", "sub", ""}) {
            Files.setLastModifiedTime(tree.resolve(path), FileTime.from(NEWEST.minusSeconds(path.length() + 1)));
        }
    }

    @Test
    void hashesEverythingBelowThePath() throws Exception {
        FetchedTree fetched = world.fetch("path:" + tree);

        assertThat(fetched.narHash()).isEqualTo(new DirectoryHasher().hash(tree).narHash());
        assertThat(fetched.files().kind("sub/.git")).contains(SourceTree.Kind.DIRECTORY);
        assertThat(fetched.files().linkTarget("link")).isEqualTo("nowhere");
        assertThat(new String(fetched.files().read("flake.nix"), StandardCharsets.UTF_8))
                .isEqualTo("{ }");
        assertThat(new String(fetched.files().read("sub/other"), StandardCharsets.UTF_8))
                .isEqualTo("other");
        assertThat(fetched.files().show("flake.nix")).matches("/nix/store/[0-9a-z]{32}-source/flake\\.nix");
    }

    @Test
    void takesTheNewestTimeOfAllInWholeSeconds() throws Exception {
        Files.delete(tree.resolve("link"));
        Files.setLastModifiedTime(tree, FileTime.from(NEWEST));

        assertThat(world.fetch("path:" + tree).found())
                .isEqualTo(path(tree.toString()).with("lastModified", NEWEST.getEpochSecond()));
    }

    @Test
    void keepsWhatWasAskedFor() throws Exception {
        String url = "path:" + tree + "?lastModified=5&revCount=3";

        assertThat(world.fetch(url).found())
                .isEqualTo(path(tree.toString()).with("lastModified", 5).with("revCount", 3));
    }

    @Test
    void keepsTheSpelling() throws Exception {
        String spelling = tree.getParent() + "/./x/../tree/";

        assertThat(world.fetch(path(spelling)).found().text("path")).isEqualTo(spelling);
    }

    @Test
    void takesALinkAtTheEndForTheTree() throws Exception {
        FetchedTree fetched = world.fetch("path:" + tree.resolve("link"));

        assertThat(fetched.files().kind("")).contains(SourceTree.Kind.SYMLINK);
    }

    @Test
    void takesAFileForTheTree() throws Exception {
        FetchedTree fetched = world.fetch("path:" + tree.resolve("sub/other"));

        assertThat(fetched.files().kind("")).contains(SourceTree.Kind.REGULAR);
        assertThat(new String(fetched.files().read(""), StandardCharsets.UTF_8)).isEqualTo("other");
    }

    @Test
    void followsNoLinkOnTheWay() throws IOException {
        Path link = Files.createSymbolicLink(tree.resolveSibling("way"), tree);

        assertThatThrownBy(() -> world.fetch("path:" + link + "/sub")).hasMessage("path '/" + link + "' is a symlink");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThatThrownBy(() -> world.fetch("path:" + tree + "/none"))
                .hasMessage("path '/" + tree + "/none' does not exist");
    }

    @Test
    void fetchesNoRelativePath() {
        assertThatThrownBy(() -> world.fetch(path("./x")))
                .hasMessage("cannot fetch input 'path:./x' because it uses a relative path");
    }

    private static Attrs path(String path) {
        return Attrs.none().with("type", "path").with("path", path);
    }
}
