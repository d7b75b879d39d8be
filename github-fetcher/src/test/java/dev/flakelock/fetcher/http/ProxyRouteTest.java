package dev.flakelock.fetcher.http;

import static dev.flakelock.fetcher.testing.ScriptedServer.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Proxies;
import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.ScriptedServer;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests through the proxies of the environment. */
final class ProxyRouteTest {

    private final RecordingContext context = new RecordingContext();
    private final TestTransport world =
            new TestTransport().options(HttpOptions.standard().withAttempts(1));
    private ScriptedServer proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new ScriptedServer();
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    @Test
    void goesThroughTheProxy() throws Exception {
        proxy.then(answer("HTTP/1.1 200 OK", "hello".getBytes(UTF_8)));

        byte[] body = transport(Map.of("http_proxy", proxy.url("")))
                .download(HttpRequest.of("http://some.example/x"), 100, context)
                .body();

        assertThat(body).isEqualTo("hello".getBytes(UTF_8));
        assertThat(proxy.requests().get(0).path()).isEqualTo("http://some.example/x");
    }

    @Test
    void tellsTheProxyWhoAsks() throws Exception {
        proxy.then(
                answer("HTTP/1.1 407 who?\nProxy-Authenticate: Basic realm=\"p\"", new byte[0]),
                answer("HTTP/1.1 200 OK", "hello".getBytes(UTF_8)));
        String url = proxy.url("").replace("http://", "http://joe:s3cret@");

        transport(Map.of("http_proxy", url)).download(HttpRequest.of("http://some.example/x"), 100, context);

        assertThat(proxy.requests().get(1).header("proxy-authorization"))
                .isEqualTo(HostCredentials.basic("joe", "s3cret"));
    }

    @Test
    void tellsTheProxyOfATunnelWhoAsks() {
        proxy.then(answer("HTTP/1.1 403 Forbidden", new byte[0]));
        String url = proxy.url("").replace("http://", "http://joe:s3cret@");

        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> transport(Map.of("https_proxy", url))
                        .download(HttpRequest.of("https://some.example/x"), 100, context));

        assertThat(proxy.requests().get(0).path()).isEqualTo("some.example:443");
        assertThat(proxy.requests().get(0).header("proxy-authorization"))
                .isEqualTo(HostCredentials.basic("joe", "s3cret"));
        assertThat(failure)
                .hasMessage("unable to download 'https://some.example/x':"
                        + " Failure when receiving data from the peer (56) CONNECT tunnel failed, response 403");
    }

    @Test
    void givesUpWhenTheProxyDoesNotLikeTheAnswer() {
        proxy.then(
                answer("HTTP/1.1 407 who?\nProxy-Authenticate: Basic realm=\"p\"", new byte[0]),
                answer("HTTP/1.1 407 no\nProxy-Authenticate: Basic realm=\"p\"", new byte[0]));
        String url = proxy.url("").replace("http://", "http://joe:s3cret@");

        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> transport(Map.of("http_proxy", url))
                        .download(HttpRequest.of("http://some.example/x"), 100, context));

        assertThat(failure).hasMessage("unable to download 'http://some.example/x': HTTP error 407");
    }

    @Test
    void saysWhichProxyIsUnknown() {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> transport(Map.of("http_proxy", "http://joe:s3cret@no-such-proxy.invalid:3128"))
                        .download(HttpRequest.of("http://some.example/x"), 100, context));

        assertThat(failure.getMessage()).contains("no-such-proxy.invalid").doesNotContain("s3cret");
    }

    @Test
    void refusesAProxyItDoesNotUnderstand() {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> transport(Map.of("http_proxy", "quux://joe:s3cret@p"))
                        .download(HttpRequest.of("http://some.example/x"), 100, context));

        assertThat(failure.getMessage()).contains("Unsupported proxy scheme").doesNotContain("s3cret");
    }

    @Test
    void leavesOutTheProxyWhereItShould() throws Exception {
        try (ScriptedServer direct = new ScriptedServer()) {
            direct.then(answer("HTTP/1.1 200 OK", "hello".getBytes(UTF_8)));

            transport(Map.of("http_proxy", proxy.url(""), "no_proxy", "127.0.0.1"))
                    .download(HttpRequest.of(direct.url("/x")), 100, context);

            assertThat(direct.requests()).hasSize(1);
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void describesTheProxyWithoutItsPassword() {
        assertThat(route(Map.of("https_proxy", "http://joe:s3cret@p.example:3128"))
                        .describe())
                .isEqualTo("the proxy 'p.example:3128'");
        assertThat(route(Map.of()).describe()).isEqualTo("no proxy (none is set in https_proxy or all_proxy)");
    }

    private HttpTransport transport(Map<String, String> variables) {
        ProxyRoute route = route(variables);
        HttpClients clients = new HttpClients(HttpOptions.standard(), new HttpClients.Route(route, null));
        return world.build(clients);
    }

    private static ProxyRoute route(Map<String, String> variables) {
        return new ProxyRoute(
                new Proxies(Environment.of(variables, Path.of("/"), Path.of("/home"), OperatingSystem.LINUX)));
    }
}
