package dev.flakelock.fetcher.tarball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives from URLs, and the protocol for lockable tarballs. */
final class TarballFetcherTest {

    private static final String URL = "https://h.example/x.tar.gz";
    private static final String SECOND = "https://h.example/y.tar.gz";
    private static final byte[] ARCHIVE =
            new TestArchive().file("flake.nix", "1").file("a", "2").gzip();

    private final FetcherWorld world = new FetcherWorld();

    @TempDir
    Path directory;

    @Test
    void hashesTheTree() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE));

        FetchedTree tree = world.fetch(URL);

        assertThat(tree.found())
                .isEqualTo(tarball(URL)
                        .with("lastModified", TestArchive.TIME)
                        .with("narHash", tree.narHash().toSri()));
        assertThat(tree.files().read("flake.nix")).isEqualTo(bytes("1"));
        assertThat(tree.files().read("a")).isEqualTo(bytes("2"));
    }

    @Test
    void keepsATimeThatWasAskedFor() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE));

        assertThat(world.fetch(URL + "?lastModified=5").found().number("lastModified"))
                .isEqualTo(5);
    }

    @Test
    void knowsNoTimeOfAnEmptyArchive() throws Exception {
        world.internet.at(URL, Answer.status(204));

        assertThat(world.fetch(URL).found().has("lastModified")).isFalse();
    }

    @Test
    void locksTheUrlThatWasAskedForAndNoRedirect() throws Exception {
        world.internet.at(URL, Answer.status(302).with("Location", SECOND)).at(SECOND, Answer.ok(ARCHIVE));

        assertThat(world.fetch(URL).found().text("url")).isEqualTo(URL);
        world.internet.takeUrls();

        world.fetch(SECOND);
        assertThat(world.internet.takeUrls()).isEmpty();
    }

    @Test
    void locksTheImmutableUrl() throws Exception {
        String link = "<https://imm.example/r.zip?rev=abc&revCount=7&narHash=wrong&dir=d&k=v>; rel=\"immutable\"";
        world.internet.at(URL, Answer.ok(ARCHIVE).with("Link", link));

        FetchedTree tree = world.fetch(URL + "?lastModified=5");

        assertThat(tree.found())
                .isEqualTo(tarball("https://imm.example/r.zip?dir=d&k=v")
                        .with("rev", "abc")
                        .with("revCount", 7)
                        .with("lastModified", TestArchive.TIME)
                        .with("narHash", tree.narHash().toSri()));
        assertThat(world.internet.takeUrls()).containsExactly(URL);
        assertThat(world.fetch(URL).found().text("rev")).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "git+https://imm.example/r | tarball 'Link' headers that redirect to non-tarball URLs are not supported",
                "/imm.tar.gz | '/imm.tar.gz' doesn't have a scheme",
            })
    void refusesImmutableUrlsOfAnotherType(String immutable, String message) {
        world.internet.at(URL, Answer.ok(ARCHIVE).with("Link", "<" + immutable + ">; rel=\"immutable\""));

        assertThatThrownBy(() -> world.fetch(URL)).hasMessage(message);
    }

    @Test
    void asksNobodyWhileItIsFresh() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE));
        FetchedTree first = world.fetch(URL);
        world.internet.takeUrls();

        FetchedTree second = world.later(Duration.ofHours(1)).fetch(URL);

        assertThat(second.found()).isEqualTo(first.found());
        assertThat(world.internet.takeUrls()).isEmpty();
    }

    @Test
    void asksWhetherItHasChanged() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE).with("ETag", "e"));
        FetchedTree first = world.ttl(Duration.ZERO).fetch(URL);
        world.internet.at(URL, request -> Answer.status("e".equals(request.header("If-None-Match")) ? 304 : 500));

        assertThat(world.fetch(URL).found()).isEqualTo(first.found());
        assertThat(world.fetch(URL).found()).isEqualTo(first.found());
    }

    @Test
    void noticesThatItHasChanged() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE).with("ETag", "e"));
        FetchedTree first = world.ttl(Duration.ZERO).fetch(URL);
        world.internet.at(URL, Answer.ok(new TestArchive().file("b", "").gzip()).with("ETag", "f"));

        assertThat(world.fetch(URL).narHash()).isNotEqualTo(first.narHash());
    }

    @Test
    void doesNotFallBackToAStaleArchive() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE).with("ETag", "e"));
        world.ttl(Duration.ZERO).fetch(URL);
        world.internet.at(URL, Answer.status(404));

        assertThatThrownBy(() -> world.fetch(URL))
                .hasMessage("Failed to open archive (Source threw exception: error: unable to download '" + URL
                        + "': HTTP error 404)");
    }

    @Test
    void fetchesALockedTarballOnlyOnce() throws Exception {
        world.internet.at(URL, Answer.ok(ARCHIVE));
        Attrs locked = world.ttl(Duration.ZERO).fetch(URL).found().with(Attrs.FINAL, true);
        world.internet.takeUrls();

        assertThat(world.fetch(locked).found()).isEqualTo(locked);
        assertThat(world.internet.takeUrls()).isEmpty();
    }

    @Test
    void readsALocalArchive() throws Exception {
        Path file = Files.write(directory.resolve("x y.tar.gz"), ARCHIVE);

        FetchedTree tree = world.fetch(file.toUri().toString());

        assertThat(tree.files().read("a")).isEqualTo(bytes("2"));
        assertThat(tree.found().text("url"))
                .isEqualTo("file://" + file.toString().replace(" ", "%20"));
    }

    @Test
    void saysWhatIsWrongWithALocalArchive() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("d.tar"));
        Path repository =
                Files.createDirectories(directory.resolve("g.tar/.git")).getParent();

        assertThatThrownBy(() -> world.fetch("tarball+file:x.tar"))
                .hasMessage("tarball 'file:x.tar' must use an absolute path."
                        + " The 'file' scheme does not support relative paths.");
        assertThatThrownBy(() -> world.fetch("file:///no/such.tar"))
                .hasMessage("tarball \"/no/such.tar\" does not exist.");
        assertThatThrownBy(() -> world.fetch("file://" + tree))
                .hasMessage("tarball \"" + tree + "\" is a directory, not a file.");
        assertThatThrownBy(() -> world.fetch("file://" + repository))
                .hasMessage("tarball \"" + repository
                        + "\" is a git repository, not a tarball. Please use `git+file` as the scheme.");
    }

    @Test
    void hashesAFile() throws Exception {
        world.internet.at("https://h.example/f", Answer.ok("hello").with("Link", "<https://i/>; rel=\"immutable\""));

        FetchedTree tree = world.fetch("file+https://h.example/f");

        // nix hash path of a plain file with these five bytes
        String narHash = "sha256-CkMIecJm+LV/QJKg+TXPP6zUi7zN5XYNR0jKQFFx6Wk=";
        assertThat(tree.found())
                .isEqualTo(Attrs.none()
                        .with("type", "file")
                        .with("url", "https://h.example/f")
                        .with("narHash", tree.narHash().toSri()));
        assertThat(tree.narHash().toSri()).isEqualTo(narHash);
        assertThat(tree.files().read("")).isEqualTo(bytes("hello"));
        assertThat(tree.files().kind("flake.nix")).isEmpty();
    }

    @Test
    void fallsBackToAStaleFile() throws Exception {
        String url = "https://h.example/f";
        world.internet.at(url, Answer.ok("hello"));
        FetchedTree first = world.ttl(Duration.ZERO).fetch("file+" + url);
        world.internet.at(url, Answer.status(404));

        assertThat(world.fetch("file+" + url).narHash()).isEqualTo(first.narHash());
        assertThat(world.context.warnings())
                .containsExactly("unable to download '" + url + "': HTTP error 404; using cached version");
    }

    @Test
    void hashesALocalFileWhateverItsMode() throws Exception {
        Path file = Files.write(directory.resolve("f"), bytes("hello"));
        assertThat(file.toFile().setExecutable(true)).isTrue();

        assertThat(world.fetch("file+file://" + file).narHash().toSri())
                .isEqualTo("sha256-CkMIecJm+LV/QJKg+TXPP6zUi7zN5XYNR0jKQFFx6Wk=");
    }

    private static Attrs tarball(String url) {
        return Attrs.none().with("type", "tarball").with("url", url);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
