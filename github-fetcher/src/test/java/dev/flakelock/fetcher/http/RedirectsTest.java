package dev.flakelock.fetcher.http;

import static dev.flakelock.fetcher.testing.ScriptedServer.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.ScriptedServer;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects lead, what they may not see, and what they may say. */
final class RedirectsTest {

    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final byte[] NOTHING = new byte[0];
    private static final int SMALL = 1 << 20;
    private static final Map<String, String> SECRETS =
            Map.of("Authorization", "token s3cret", "Private-token", "s3cret", "weird", "s3cret");

    private final RecordingContext context = new RecordingContext();
    private final TestTransport world = new TestTransport();
    private ScriptedServer first;
    private ScriptedServer second;

    @BeforeEach
    void startServers() throws IOException {
        first = new ScriptedServer();
        second = new ScriptedServer();
    }

    @AfterEach
    void stopServers() throws IOException {
        first.close();
        second.close();
        assertThat(context.openHooks()).isZero();
        assertThat(world.busyConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirect(int status) throws Exception {
        first.then(answer("HTTP/1.1 " + status + " there\nLocation: /b", NOTHING), answer("HTTP/1.1 200 OK", HELLO));

        HttpDownload download = get(HttpRequest.of(first.url("/a")));

        assertThat(download.body()).isEqualTo(HELLO);
        assertThat(download.head().urls()).containsExactly(first.url("/a"), first.url("/b"));
    }

    @Test
    void showsItsTokensToTheSameHostAgain() throws Exception {
        first.then(answer("HTTP/1.1 302 there\nLocation: /b", NOTHING), answer("HTTP/1.1 200 OK", HELLO));

        get(new HttpRequest(first.url("/a"), SECRETS, null));

        assertThat(first.requests().get(1).header("authorization")).isEqualTo("token s3cret");
        assertThat(first.requests().get(1).header("private-token")).isEqualTo("s3cret");
    }

    @Test
    void showsNoTokenToAnotherHost() throws Exception {
        first.then(answer("HTTP/1.1 302 there\nLocation: " + second.url("/b"), NOTHING));
        second.then(answer("HTTP/1.1 200 OK", HELLO));

        get(new HttpRequest(first.url("/a"), SECRETS, null));

        assertThat(first.requests().get(0).headers()).containsValue("token s3cret");
        assertThat(second.requests().get(0).headers().toString()).doesNotContain("s3cret");
    }

    @Test
    void showsNoTokenEvenWhenTheOtherHostSendsItBack() throws Exception {
        first.then(answer("HTTP/1.1 302 there\nLocation: " + second.url("/b"), NOTHING));
        second.then(answer("HTTP/1.1 302 back\nLocation: " + first.url("/c"), NOTHING));
        first.then(answer("HTTP/1.1 200 OK", HELLO));

        get(new HttpRequest(first.url("/a"), SECRETS, null));

        assertThat(first.requests().get(1).headers().toString()).doesNotContain("s3cret");
    }

    @Test
    void showsNoPasswordOfTheUrlToAnotherHost() throws Exception {
        first.then(answer("HTTP/1.1 302 there\nLocation: " + second.url("/b"), NOTHING));
        second.then(answer("HTTP/1.1 200 OK", HELLO));

        get(HttpRequest.of(first.url("/a").replace("http://", "http://joe:s3cret@")));

        assertThat(second.requests().get(0).header("authorization")).isNull();
    }

    @Test
    void followsTenRedirects() throws Exception {
        for (int i = 0; i < 10; i++) {
            first.then(answer("HTTP/1.1 302 on\nLocation: /" + i, NOTHING));
        }
        first.then(answer("HTTP/1.1 200 OK", HELLO));

        assertThat(get(HttpRequest.of(first.url("/a"))).body()).isEqualTo(HELLO);
    }

    @Test
    void followsNoEleventhRedirect() {
        for (int i = 0; i < 20; i++) {
            first.then(answer("HTTP/1.1 302 on\nLocation: /a", NOTHING));
        }

        assertThat(failure(HttpRequest.of(first.url("/a"))))
                .hasMessage("unable to download '" + first.url("/a")
                        + "': HTTP error 302 (curl error: Number of redirects hit maximum amount)");
        assertThat(first.requests()).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://host/x", "gopher://host/x", "http:///x"})
    void followsNoRedirectToSomethingElse(String location) {
        first.then(answer("HTTP/1.1 302 on\nLocation: " + location, NOTHING));

        assertThat(failure(HttpRequest.of(first.url("/a"))))
                .hasMessage("unable to download '" + first.url("/a")
                        + "': HTTP error 302 (curl error: Unsupported protocol)");
        assertThat(first.requests()).hasSize(1);
    }

    @Test
    void takesARedirectToNowhereForAFailure() {
        for (int i = 0; i < 5; i++) {
            first.then(answer("HTTP/1.1 302 on", NOTHING));
        }

        assertThat(failure(HttpRequest.of(first.url("/a"))))
                .hasMessage("unable to download '" + first.url("/a") + "': HTTP error 302");
    }

    @Test
    void startsAtTheFirstUrlAgainAfterAFailure() throws Exception {
        first.then(
                answer("HTTP/1.1 302 on\nLocation: /b", NOTHING),
                answer("HTTP/1.1 502 no", NOTHING),
                answer("HTTP/1.1 302 on\nLocation: /c", NOTHING),
                answer("HTTP/1.1 200 OK", HELLO));

        get(HttpRequest.of(first.url("/a")));

        assertThat(first.requests()).extracting(ScriptedServer.Request::path).containsExactly("/a", "/b", "/a", "/c");
    }

    @Test
    void findsTheImmutableUrl() throws Exception {
        first.then(answer("HTTP/1.1 200 OK\nLink: <https://h/imm.tar.gz>; rel=\"immutable\"", HELLO));

        assertThat(immutable()).isEqualTo("https://h/imm.tar.gz");
    }

    @Test
    void findsTheImmutableUrlOfARedirect() throws Exception {
        first.then(
                answer("HTTP/1.1 302 on\nLocation: /b\nLink: <https://h/1>; rel=\"immutable\"", NOTHING),
                answer("HTTP/1.1 200 OK", HELLO));

        assertThat(immutable()).isEqualTo("https://h/1");
    }

    @Test
    void takesTheLastImmutableUrl() throws Exception {
        first.then(
                answer("HTTP/1.1 302 on\nLocation: /b\nLink: <https://h/1>; rel=\"immutable\"", NOTHING),
                answer("HTTP/1.1 200 OK\nx-amz-meta-link:  <https://h/2>; REL=\"Immutable\" ", HELLO));

        assertThat(immutable()).isEqualTo("https://h/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://h/x>;rel=\"immutable\"",
                "<https://h/x>;  rel=\"immutable\"",
                "<https://h/x>; rel=immutable",
                "<https://h/x>; rel=\"immutable\"; a=b",
                "<https://h/x>; rel=\"immutable\", <https://h/y>; rel=\"next\"",
                "<https://h/x>; rel=\"next\"",
                "https://h/x; rel=\"immutable\""
            })
    void understandsLinksOfExactlyOneForm(String link) throws Exception {
        first.then(answer("HTTP/1.1 200 OK\nLink: " + link, HELLO));

        assertThat(get(HttpRequest.of(first.url("/a"))).head().immutableUrl()).isNull();
    }

    private String immutable() throws HttpFailure {
        String url = get(HttpRequest.of(first.url("/a"))).head().immutableUrl();
        assertThat(url).isNotNull();
        return url;
    }

    private HttpDownload get(HttpRequest request) throws HttpFailure {
        return world.build().download(request, SMALL, context);
    }

    private HttpFailure failure(HttpRequest request) {
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> get(request));
        assertThat(failure).isNotNull();
        return failure;
    }
}
