package dev.flakelock.fetcher.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.fetcher.testing.TestArchive;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests forges get, what comes of the answers, and what is remembered. */
final class ForgeFetcherTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final String OTHER = "c07d6615aa14221bf04eee69382550f3c5803eda";
    private static final String HEAD = "https://api.github.com/repos/o/r/commits/HEAD";
    private static final String ARCHIVE = "https://github.com/o/r/archive/" + REV + ".tar.gz";
    private static final String FLAKE = "{ outputs = _: { }; }";

    private final FetcherWorld world = new FetcherWorld();

    @Test
    void looksUpTheDefaultBranchAndReadsItsArchive() throws Exception {
        world.internet.at(HEAD, sha(REV)).at(ARCHIVE, archive());

        FetchedTree tree = world.fetch("github:o/r");

        assertThat(tree.found())
                .isEqualTo(Attrs.none()
                        .with("type", "github")
                        .with("owner", "o")
                        .with("repo", "r")
                        .with("rev", REV)
                        .with("lastModified", TestArchive.TIME));
        assertThat(text(tree, "flake.nix")).isEqualTo(FLAKE);
        assertThat(tree.files().show("flake.nix")).isEqualTo("«github:o/r/" + REV + "»/flake.nix");
        assertThat(world.internet.takeUrls()).containsExactly(HEAD, ARCHIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "github:o/r/a/b, https://api.github.com/repos/o/r/commits/a/b",
        "github:o/r/v1+2, https://api.github.com/repos/o/r/commits/v1+2",
        "github:o/r?host=gh.example, https://gh.example/api/v3/repos/o/r/commits/HEAD",
        "gitlab:o/r, https://gitlab.com/api/v4/projects/o%2Fr/repository/commits?ref_name=HEAD",
        "gitlab:o/r/a/b, https://gitlab.com/api/v4/projects/o%2Fr/repository/commits?ref_name=a/b",
        "gitlab:g%2Fsub/r, https://gitlab.com/api/v4/projects/g/sub%2Fr/repository/commits?ref_name=HEAD",
        "gitlab:g%252Fsub/r, https://gitlab.com/api/v4/projects/g%2Fsub%2Fr/repository/commits?ref_name=HEAD",
        "gitlab:o/r?host=gl.example, https://gl.example/api/v4/projects/o%2Fr/repository/commits?ref_name=HEAD",
        "sourcehut:~u/r, https://git.sr.ht/~u/r/HEAD",
        "sourcehut:~u/r/x, https://git.sr.ht/~u/r/info/refs",
    })
    void asksForges(String input, String url) {
        assertThatThrownBy(() -> world.fetch(input)).hasMessage("unable to download '" + url + "': HTTP error 404");

        assertThat(world.internet.takeUrls()).containsExactly(url);
    }

    @ParameterizedTest
    @CsvSource({
        "github:o/r/REV, https://github.com/o/r/archive/REV.tar.gz",
        "github:o/r/REV?host=gh.example, https://gh.example/api/v3/repos/o/r/tarball/REV",
        "gitlab:o/r/REV, https://gitlab.com/api/v4/projects/o%2Fr/repository/archive.tar.gz?sha=REV",
        "sourcehut:~u/r/REV, https://git.sr.ht/~u/r/archive/REV.tar.gz",
    })
    void readsTheArchiveOfAKnownCommitWithoutALookUp(String input, String url) throws Exception {
        world.internet.at(url.replace("REV", REV), archive());

        FetchedTree tree = world.fetch(input.replace("REV", REV));

        assertThat(tree.found().text("rev")).isEqualTo(REV);
        assertThat(world.internet.takeUrls()).containsExactly(url.replace("REV", REV));
    }

    @Test
    void writesCommitsInLowerCase() throws Exception {
        world.internet.at(ARCHIVE, archive());

        Attrs asked = Attrs.none().with("type", "github").with("owner", "o").with("repo", "r");
        FetchedTree tree = world.fetch(asked.with("rev", REV.toUpperCase(Locale.ROOT)));

        assertThat(tree.found().text("rev")).isEqualTo(REV);
    }

    @Test
    void asksForNothingAgainWhileItIsFresh() throws Exception {
        world.internet.at(HEAD, sha(REV)).at(ARCHIVE, archive());
        FetchedTree first = world.fetch("github:o/r");
        world.internet.takeUrls();

        FetchedTree second = world.later(Duration.ofHours(1)).fetch("github:o/r");

        assertThat(world.internet.takeUrls()).isEmpty();
        assertThat(second.found()).isEqualTo(first.found());
        assertThat(second.narHash()).isEqualTo(first.narHash());
        assertThat(text(second, "flake.nix")).isEqualTo(FLAKE);
        assertThat(second.files().kind("link")).contains(SourceTree.Kind.SYMLINK);
        assertThat(second.files().linkTarget("link")).isEqualTo("flake.nix");
    }

    @Test
    void asksOnlyForTheCommitWhenTheAnswerIsStale() throws Exception {
        world.internet.at(HEAD, sha(REV).with("ETag", "e1")).at(ARCHIVE, archive());
        world.fetch("github:o/r");
        world.internet.takeUrls();

        world.later(Duration.ofSeconds(3601)).fetch("github:o/r");

        assertThat(world.internet.takeRequests())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("If-None-Match")).isEqualTo("e1"));
    }

    @Test
    void believesNotModified() throws Exception {
        world.internet.at(HEAD, sha(REV).with("ETag", "e1")).at(ARCHIVE, archive());
        world.ttl(Duration.ZERO).fetch("github:o/r");
        world.internet.at(HEAD, Answer.status(304)).takeUrls();

        assertThat(world.fetch("github:o/r").found().text("rev")).isEqualTo(REV);
        assertThat(world.internet.takeUrls()).containsExactly(HEAD);
    }

    @Test
    void fallsBackToAStaleAnswer() throws Exception {
        world.internet.at(HEAD, sha(REV)).at(ARCHIVE, archive());
        world.ttl(Duration.ZERO).fetch("github:o/r");
        world.internet.at(HEAD, Answer.status(403)).takeUrls();

        assertThat(world.fetch("github:o/r").found().text("rev")).isEqualTo(REV);
        assertThat(world.context.warnings())
                .containsExactly("unable to download '" + HEAD + "': HTTP error 403; using cached version");
    }

    @Test
    void keepsRepositoriesWithTheSameCommitApart() throws Exception {
        String fork = "https://github.com/fork/r/archive/" + REV + ".tar.gz";
        String gitlab = "https://gitlab.com/api/v4/projects/o%2Fr/repository/archive.tar.gz?sha=" + REV;
        world.internet
                .at(ARCHIVE, archive())
                .at(fork, Answer.ok(new TestArchive().file("flake.nix", "other").gzip()))
                .at(
                        gitlab,
                        Answer.ok(new TestArchive().file("flake.nix", "third").gzip()));

        FetchedTree original = world.fetch("github:o/r/" + REV);

        assertThat(world.fetch("github:fork/r/" + REV).narHash()).isNotEqualTo(original.narHash());
        assertThat(world.fetch("gitlab:o/r/" + REV).narHash()).isNotEqualTo(original.narHash());
    }

    @Test
    void readsTheArchiveOnceMoreForAFileThatWasNotKept() throws Exception {
        world.internet.at(ARCHIVE, archive());
        FetchedTree tree = world.fetch("github:o/r/" + REV);
        world.internet.takeUrls();

        assertThat(text(tree, "sub/other.nix")).isEqualTo("other");
        assertThat(text(tree, "sub/other.nix")).isEqualTo("other");

        assertThat(world.internet.takeUrls()).containsExactly(ARCHIVE);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        world.internet.at(ARCHIVE, archive());
        FetchedTree tree = world.fetch("github:o/r/" + REV);

        assertThatThrownBy(() -> tree.files().read("none.nix"))
                .hasMessage("path '" + tree.files().show("none.nix") + "' does not exist");
        assertThatThrownBy(() -> tree.files().read("sub"))
                .hasMessage("path '" + tree.files().show("sub") + "' is not a regular file");
    }

    @Test
    void showsGitHubItsToken() throws Exception {
        String tarball = "https://api.github.com/repos/o/r/tarball/" + REV;
        world.tokens(Map.of("github.com", "wrong", "github.com/o", "s3cret"));
        world.internet.at(HEAD, sha(REV)).at(tarball, archive());

        world.fetch("github:o/r");

        assertThat(world.internet.takeRequests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("token s3cret", "token s3cret");
        assertThat(world.entries.dump()).doesNotContain("s3cret");
        assertThat(world.context.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OAuth2:s, Authorization, Bearer s", "PAT:s, Private-token, s", "x:y:z, x, y:z", "weird, weird, weird"})
    void showsGitLabItsToken(String token, String header, String value) {
        world.tokens(Map.of("gitlab.com", token));

        assertThatThrownBy(() -> world.fetch("gitlab:o/r")).isInstanceOf(FlakeException.class);

        Request request = world.internet.takeRequests().get(0);
        assertThat(request.header(header)).isEqualTo(value);
    }

    @Test
    void warnsOfATokenThatGitLabDoesNotKnow() {
        world.tokens(Map.of("gitlab.com", "x:s3cret"));

        assertThatThrownBy(() -> world.fetch("gitlab:o/r")).isInstanceOf(FlakeException.class);

        assertThat(world.context.warnings()).containsExactly("Unrecognized GitLab token type x");
    }

    @Test
    void showsSourceHutItsToken() {
        world.tokens(Map.of("git.sr.ht", "s"));

        assertThatThrownBy(() -> world.fetch("sourcehut:~u/r")).isInstanceOf(FlakeException.class);

        assertThat(world.internet.takeRequests().get(0).header("Authorization")).isEqualTo("Bearer s");
    }

    @Test
    void findsABranchOnGitLab() throws Exception {
        world.internet
                .at(
                        "https://gitlab.com/api/v4/projects/o%2Fr/repository/commits?ref_name=HEAD",
                        Answer.ok("[{\"id\":\"" + REV + "\"},{\"id\":\"" + OTHER + "\"}]"))
                .at("https://gitlab.com/api/v4/projects/o%2Fr/repository/archive.tar.gz?sha=" + REV, archive());

        assertThat(world.fetch("gitlab:o/r").found().text("rev")).isEqualTo(REV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | No commits returned by GitLab API -- does the git ref really exist?",
                "{\"a\": 1} | Unexpected response received from GitLab: {\"a\":1}",
                "[{\"id\": null}] | Unexpected response received from GitLab: [{\"id\":null}]",
            })
    void refusesOddAnswersOfGitLab(String answer, String message) {
        world.internet.at(
                "https://gitlab.com/api/v4/projects/o%2Fr/repository/commits?ref_name=HEAD", Answer.ok(answer));

        assertThatThrownBy(() -> world.fetch("gitlab:o/r")).hasMessage(message);
    }

    @Test
    void refusesOddAnswersOfGitHub() {
        world.internet.at(HEAD, Answer.ok("{\"message\":\"hi\"}"));
        assertThatThrownBy(() -> world.fetch("github:o/r"))
                .hasMessage("Unexpected response received from GitHub: {\"message\":\"hi\"}");

        world.ttl(Duration.ZERO).internet.at(HEAD, Answer.ok("{\"sha\":\"abc\"}"));
        assertThatThrownBy(() -> world.fetch("github:o/r"))
                .hasMessage("hash 'abc' has wrong length for hash algorithm 'sha1'");

        world.internet.at(HEAD, Answer.ok("<html>log in"));
        assertThatThrownBy(() -> world.fetch("github:o/r")).hasMessageContaining("parse error");
    }

    @ParameterizedTest
    @CsvSource({
        "sourcehut:~u/r, " + REV,
        "sourcehut:~u/r/main, " + REV,
        "sourcehut:~u/r/v+1, " + OTHER,
        "sourcehut:~u/r/v+1, " + OTHER,
    })
    void findsABranchOnSourceHut(String input, String rev) throws Exception {
        world.internet
                .at("https://git.sr.ht/~u/r/HEAD", Answer.ok("ref: refs/heads/main\n"))
                .at("https://git.sr.ht/~u/r/info/refs", sourceHutRefs())
                .at("https://git.sr.ht/~u/r/archive/" + rev + ".tar.gz", archive());

        assertThat(world.fetch(input).found().text("rev")).isEqualTo(rev);
    }

    @ParameterizedTest
    @CsvSource({"refs%2Fheads%2Fmain, refs/heads/main", "mai, mai", "none, none"})
    void findsNoOtherBranchOnSourceHut(String written, String ref) {
        world.internet.at("https://git.sr.ht/~u/r/info/refs", sourceHutRefs());

        assertThatThrownBy(() -> world.fetch("sourcehut:~u/r/" + written))
                .hasMessage("in 'sourcehut:~u/r/" + written + "', couldn't find ref '" + ref + "'")
                .satisfies(failure ->
                        assertThat(((FlakeException) failure).hint()).contains("git ls-remote https://git.sr.ht/~u/r"));
    }

    @Test
    void wrapsTheFailureOfAnArchive() {
        world.internet.at(HEAD, sha(REV));

        assertThatThrownBy(() -> world.fetch("github:o/r"))
                .hasMessage("Failed to open archive (Source threw exception: error: unable to download '" + ARCHIVE
                        + "': HTTP error 404)");
    }

    @Test
    void indentsTheBodyThatComesWithTheFailureOfAnArchive() {
        world.internet.at(HEAD, sha(REV));
        world.internet.at(ARCHIVE, new Answer(404, Map.of(), "404:\n\nNot Found\n".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> world.fetch("github:o/r"))
                .hasMessage("Failed to open archive (Source threw exception: error: unable to download '" + ARCHIVE
                        + "': HTTP error 404\n\n       response body:\n\n       404:\n\n       Not Found)");
    }

    @Test
    void refusesWhatIsNoArchive() {
        world.internet.at(ARCHIVE, Answer.ok("<html>"));

        assertThatThrownBy(() -> world.fetch("github:o/r/" + REV))
                .hasMessage("Failed to open archive (Unrecognized archive format)");
    }

    @Test
    void refusesADamagedArchiveAndRemembersNothingOfIt() throws Exception {
        byte[] damaged = archive().body();
        damaged[damaged.length / 2] ^= 1;
        world.internet.at(ARCHIVE, Answer.ok(damaged));
        assertThatThrownBy(() -> world.fetch("github:o/r/" + REV)).isInstanceOf(FlakeException.class);

        world.internet.at(ARCHIVE, archive());

        assertThat(text(world.fetch("github:o/r/" + REV), "flake.nix")).isEqualTo(FLAKE);
    }

    private static Answer sha(String rev) {
        return Answer.ok("{\"sha\":\"" + rev + "\",\"commit\":{\"tree\":{\"sha\":\"" + OTHER + "\"}}}");
    }

    private static Answer sourceHutRefs() {
        return Answer.ok(REV + "\trefs/heads/main\n" + OTHER + "\trefs/tags/v1\n" + REV + "\trefs/tags/v1^{}\n");
    }

    private static Answer archive() {
        return Answer.ok(new TestArchive()
                .file("flake.nix", FLAKE)
                .link("link", "flake.nix")
                .file("sub/other.nix", "other")
                .gzip());
    }

    private static String text(FetchedTree tree, String path) throws FlakeException {
        return new String(tree.files().read(path), StandardCharsets.UTF_8);
    }
}
