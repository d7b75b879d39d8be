package dev.flakelock.fetcher.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.fetcher.testing.TestArchive;
import java.time.Duration;
import java.util.Map;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GitHub's API answers sixty requests an hour, or five thousand with a token. Then the repository itself is asked. */
final class GitHubQuotaTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final String TAG = "c07d6615aa14221bf04eee69382550f3c5803eda";
    private static final String API = "https://api.github.com/repos/o/r/commits/";
    private static final String GIT = "https://github.com/o/r.git/git-upload-pack";
    private static final String ARCHIVE = "https://github.com/o/r/archive/" + REV + ".tar.gz";
    private static final Answer USED_UP = Answer.status(403)
            .with("x-ratelimit-limit", "60")
            .with("x-ratelimit-remaining", "0")
            .with("x-ratelimit-reset", "1795178400"); // 40 minutes from now

    private final FetcherWorld world = new FetcherWorld();

    @BeforeEach
    void serve() {
        world.internet.at(ARCHIVE, archive());
        world.internet.at(API + "HEAD", USED_UP).at(API + "main", USED_UP).at(API + "v1", USED_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "github:o/r, HEAD, HEAD",
        "github:o/r/main, main, refs/heads/main",
        "github:o/r/heads/main, heads/main, refs/heads/main",
        "github:o/r/refs/heads/main, refs/heads/main, refs/heads/main",
        "github:o/r/release/1.0-beta, release/1.0-beta, refs/heads/release/1.0-beta"
    })
    void asksTheRepositoryForABranch(String input, String ref, String name) throws Exception {
        world.internet.at(API + ref, USED_UP).at(GIT, refs(REV + " " + name, TAG + " " + name + "-old"));

        assertThat(world.fetch(input).found().text("rev")).isEqualTo(REV);

        assertThat(world.internet.takeUrls()).containsExactly(API + ref, GIT, ARCHIVE);
        assertThat(world.context.warnings()).isEmpty();
    }

    @Test
    void asksInOneRequest() throws Exception {
        world.internet.at(GIT, refs(REV + " refs/heads/main"));

        world.fetch("github:o/r/main");

        Request request = world.internet.takeRequests().get(1);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("Git-Protocol")).isEqualTo("version=2");
        Buffer body = new Buffer();
        request.body().writeTo(body);
        assertThat(body.readUtf8())
                .isEqualTo("0014command=ls-refs\n00010009peel\n001fref-prefix refs/heads/main\n"
                        + "001eref-prefix refs/tags/main\n0019ref-prefix refs/main\n0014ref-prefix main\n0000");
    }

    @Test
    void takesTheCommitOfATag() throws Exception {
        world.internet.at(GIT, refs(TAG + " refs/tags/v1 peeled:" + REV));

        assertThat(world.fetch("github:o/r/v1").found().text("rev")).isEqualTo(REV);
    }

    /** Which of two GitHub means, and what it makes of anything but branches and tags, GitHub alone knows. */
    @ParameterizedTest
    @CsvSource({
        "main, refs/heads/main, refs/tags/main",
        "pull/1/head, refs/pull/1/head, refs/pull/1/merge",
        "none, refs/heads/none-such, refs/tags/none-such",
    })
    void leavesWhatIsNotCertainToTheApi(String ref, String one, String other) {
        world.internet.at(API + ref, USED_UP).at(GIT, refs(REV + " " + one, TAG + " " + other));

        assertThatThrownBy(() -> world.fetch("github:o/r/" + ref))
                .hasMessageContaining("unable to download '" + API + ref + "': HTTP error 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9f16914", "2411", "deadbeef", "a+b", "a%2541", "a%23b"})
    void doesNotAskTheRepositoryForWhatMayBeSomethingElse(String ref) {
        world.internet.at(GIT, refs(REV + " refs/heads/" + ref));

        assertThatThrownBy(() -> world.fetch("github:o/r/" + ref)).isInstanceOf(FlakeException.class);

        assertThat(world.internet.takeUrls()).doesNotContain(GIT).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>", "", "0000", "000", "0004", "fffe", "zzzz", "0008NAK\n0000", "0010ERR no such0000"})
    void believesNothingElse(String answer) {
        world.internet.at(GIT, Answer.ok(answer));

        assertThatThrownBy(() -> world.fetch("github:o/r/main"))
                .satisfies(
                        failure -> assertThat(((FlakeException) failure).hint())
                                .startsWith(
                                        "the rate limit of 'api.github.com' (60 requests an hour) is used up;"
                                                + " it is reset at 2026-11-20 12:40:00 UTC; requests with an access token have a higher limit"));
    }

    @Test
    void followsNoRedirectWithARequestThatSendsSomething() {
        world.internet.at(GIT, Answer.status(301).with("Location", "https://github.com/new/r.git/git-upload-pack"));

        assertThatThrownBy(() -> world.fetch("github:o/r/main")).isInstanceOf(FlakeException.class);

        assertThat(world.internet.takeUrls()).containsExactly(API + "main", GIT);
    }

    @Test
    void asksTheApiNoMoreUntilItCountsAnew() throws Exception {
        world.internet.at(GIT, refs(REV + " refs/heads/main"));
        world.ttl(Duration.ZERO).fetch("github:o/r/main");
        world.internet.takeUrls();

        world.fetch("github:o/r/main");
        assertThat(world.internet.takeUrls()).containsExactly(GIT);

        world.internet.at(API + "main", Answer.ok("{\"sha\":\"" + REV + "\"}"));
        world.later(Duration.ofMinutes(40)).fetch("github:o/r/main");
        assertThat(world.internet.takeUrls()).containsExactly(API + "main");
    }

    @Test
    void remembersTheAnswerLikeOneOfTheApi() throws Exception {
        world.internet.at(GIT, refs(REV + " refs/heads/main"));
        world.fetch("github:o/r/main");
        world.internet.takeUrls();

        assertThat(world.fetch("github:o/r/main").found().text("rev")).isEqualTo(REV);

        assertThat(world.internet.takeUrls()).isEmpty();
    }

    @Test
    void prefersTheRepositoryToAnAnswerFromBefore() throws Exception {
        world.internet.at(API + "main", Answer.ok("{\"sha\":\"" + TAG + "\"}"));
        world.internet.at("https://github.com/o/r/archive/" + TAG + ".tar.gz", archive());
        world.ttl(Duration.ZERO).fetch("github:o/r/main");
        world.internet.at(API + "main", USED_UP).at(GIT, refs(REV + " refs/heads/main"));

        assertThat(world.fetch("github:o/r/main").found().text("rev")).isEqualTo(REV);
        assertThat(world.context.warnings()).isEmpty();
    }

    @Test
    void leavesAServerAloneThatAsksForIt() {
        world.internet.at(API + "main", USED_UP.with("Retry-After", "60")).at(GIT, refs(REV + " refs/heads/main"));

        assertThatThrownBy(() -> world.fetch("github:o/r/main")).hasMessageContaining("HTTP error 403");

        assertThat(world.internet.takeUrls()).containsExactly(API + "main");
    }

    @Test
    void showsTheRepositoryTheTokenAndTakesThePublicArchive() throws Exception {
        world.tokens(Map.of("github.com", "s3cret"));
        world.internet
                .at(GIT, refs(REV + " refs/heads/main"))
                .at("https://api.github.com/repos/o/r/tarball/" + REV, USED_UP);

        assertThat(world.fetch("github:o/r/main").found().text("rev")).isEqualTo(REV);

        assertThat(world.internet.takeRequests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("token s3cret", "Basic eC1hY2Nlc3MtdG9rZW46czNjcmV0", null);
        assertThat(world.entries.dump()).doesNotContain("s3cret");
    }

    private static Answer refs(String... lines) {
        StringBuilder packets = new StringBuilder();
        for (String line : lines) {
            packets.append(String.format("%04x", line.length() + 5))
                    .append(line)
                    .append('\n');
        }
        return Answer.ok(packets.append("0000").toString());
    }

    private static Answer archive() {
        return Answer.ok(new TestArchive().file("flake.nix", "{ }").gzip());
    }
}
