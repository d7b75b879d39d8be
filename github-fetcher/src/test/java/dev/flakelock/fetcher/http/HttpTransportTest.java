package dev.flakelock.fetcher.http;

import static dev.flakelock.fetcher.testing.ScriptedServer.answer;
import static dev.flakelock.fetcher.testing.ScriptedServer.hangUp;
import static dev.flakelock.fetcher.testing.ScriptedServer.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.ScriptedServer;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport does with every sort of answer. */
final class HttpTransportTest {

    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final int SMALL = 1 << 20;

    private final RecordingContext context = new RecordingContext();
    private final TestTransport world = new TestTransport();
    private ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        assertThat(context.openHooks()).as("hooks that were not closed").isZero();
        assertThat(world.busyConnections()).as("connections still in use").isZero();
        server.close();
    }

    @Test
    void downloadsABody() throws Exception {
        server.then(answer("HTTP/1.1 200 OK\nETag: \"v1\"", HELLO));

        HttpDownload download = world.build().download(HttpRequest.of(server.url("/x")), SMALL, context);

        assertThat(download.body()).isEqualTo(HELLO);
        assertThat(download.head().etag()).isEqualTo("\"v1\"");
        assertThat(download.head().notModified()).isFalse();
        assertThat(download.head().urls()).containsExactly(server.url("/x"));
        assertThat(context.warnings()).isEmpty();
    }

    @Test
    void saysWhoAsksAndWhatItUnderstands() throws Exception {
        server.then(answer("HTTP/1.1 200 OK", HELLO));

        world.build().download(HttpRequest.of(server.url("/x")), SMALL, context);

        ScriptedServer.Request request = server.requests().get(0);
        assertThat(request.header("user-agent")).matches("flakelock/\\S+ Nix/2\\.34\\.8");
        assertThat(request.header("accept")).isEqualTo("*/*");
        assertThat(request.header("accept-encoding")).isEqualTo("deflate, gzip, zstd");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 206})
    void takesTheseStatusesForSuccess(int status) throws Exception {
        server.then(answer("HTTP/1.1 " + status + " fine", HELLO));

        assertThat(world.build()
                        .download(HttpRequest.of(server.url("/")), SMALL, context)
                        .body())
                .isEqualTo(HELLO);
    }

    @Test
    void takesNoContentForAnEmptyBody() throws Exception {
        server.then(raw("HTTP/1.1 204 No Content", new byte[0]));

        assertThat(world.build()
                        .download(HttpRequest.of(server.url("/")), SMALL, context)
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 411, 418, 422, 451, 501, 505, 511})
    void triesTheseStatusesOnlyOnce(int status) {
        server.then(answer("HTTP/1.1 " + status + " no", "sorry\n".getBytes(UTF_8)));

        HttpFailure failure = failure(HttpRequest.of(server.url("/x")));

        assertThat(failure)
                .hasMessage("unable to download '" + server.url("/x") + "': HTTP error " + status
                        + "\n\nresponse body:\n\nsorry");
        assertThat(failure.status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
        assertThat(world.pauses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 203, 205, 207, 300, 305, 408, 500, 502, 503, 504, 507, 520, 599})
    void triesTheseStatusesFiveTimes(int status) {
        for (int i = 0; i < 6; i++) {
            server.then(answer("HTTP/1.1 " + status + " later", new byte[0]));
        }

        HttpFailure failure = failure(HttpRequest.of(server.url("/x")));

        assertThat(failure).hasMessage("unable to download '" + server.url("/x") + "': HTTP error " + status);
        assertThat(server.requests()).hasSize(5);
        assertThat(world.pauses()).containsExactly(250L, 500L, 1000L, 2000L);
        assertThat(context.warnings())
                .startsWith("unable to download '" + server.url("/x") + "': HTTP error " + status
                        + "; retrying in 250 ms (attempt 1/5)")
                .hasSize(4);
    }

    @Test
    void waitsAMinuteAfterTooManyRequests() throws Exception {
        server.then(answer("HTTP/1.1 429 slow down", new byte[0]), answer("HTTP/1.1 200 OK", HELLO));

        world.build().download(HttpRequest.of(server.url("/x")), SMALL, context);

        assertThat(world.pauses()).containsExactly(60_000L);
        assertThat(context.warnings())
                .containsExactly("unable to download '" + server.url("/x")
                        + "': HTTP error 429; retrying in 60000 ms (attempt 1/5)");
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        server.then(
                answer("HTTP/1.1 429 slow down\nRetry-After: 7", new byte[0]),
                answer("HTTP/1.1 503 soon\nRetry-After: Fri, 20 Nov 2026 12:00:03 GMT", new byte[0]),
                answer("HTTP/1.1 200 OK", HELLO));

        world.build().download(HttpRequest.of(server.url("/x")), SMALL, context);

        assertThat(world.pauses()).containsExactly(7000L, 3000L);
    }

    @Test
    void doesNotWaitForHours() {
        server.then(answer("HTTP/1.1 429 slow down\nRetry-After: 3600", new byte[0]));

        HttpFailure failure = failure(HttpRequest.of(server.url("/x")));

        assertThat(world.pauses()).isEmpty();
        assertThat(failure.hint())
                .isEqualTo("the rate limit of '127.0.0.1' is used up; it is reset at 2026-11-20 13:00:00 UTC;"
                        + " requests with an access token have a higher limit:"
                        + " set 'access-tokens = 127.0.0.1=TOKEN' in nix.conf");
    }

    @Test
    void explainsARateLimit() {
        server.then(answer(
                "HTTP/1.1 403 Forbidden\nx-ratelimit-limit: 60\nx-ratelimit-remaining: 0\n"
                        + "x-ratelimit-reset: 1795179600",
                "{\"message\":\"API rate limit exceeded\"}".getBytes(UTF_8)));

        HttpFailure failure = failure(new HttpRequest(server.url("/x"), Map.of("Authorization", "token s3cret"), null));

        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.FORBIDDEN);
        assertThat(failure.hint())
                .isEqualTo("the rate limit of '127.0.0.1' (60 requests an hour) is used up;"
                        + " it is reset at 2026-11-20 13:00:00 UTC;"
                        + " the access token that is set has the same limit for all its uses");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void givesUpAfterTheFirstAttemptIfToldSo() {
        server.then(answer("HTTP/1.1 503 no", new byte[0]));
        world.options(HttpOptions.standard().withAttempts(0));

        assertThat(failure(HttpRequest.of(server.url("/x"))).status()).isEqualTo(503);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void showsNoLongBodies() {
        server.then(answer("HTTP/1.1 404 no", "x".repeat(1024).getBytes(UTF_8)));

        assertThat(failure(HttpRequest.of(server.url("/x"))))
                .hasMessage("unable to download '" + server.url("/x") + "': HTTP error 404");
    }

    @Test
    void showsLongBodiesThatAreHtml() {
        String page = "<html>" + "x".repeat(2000);
        server.then(answer("HTTP/1.1 404 no", page.getBytes(UTF_8)));

        assertThat(failure(HttpRequest.of(server.url("/x"))))
                .hasMessage(
                        "unable to download '" + server.url("/x") + "': HTTP error 404\n\nresponse body:\n\n" + page);
    }

    @Test
    void triesAgainWhenTheServerHangsUp() throws Exception {
        server.then(hangUp(), answer("HTTP/1.1 200 OK", HELLO));

        world.build().download(HttpRequest.of(server.url("/x")), SMALL, context);

        assertThat(context.warnings())
                .containsExactly("unable to download '" + server.url("/x")
                        + "': Server returned nothing (no headers, no data) (52) Empty reply from server;"
                        + " retrying in 250 ms (attempt 1/5)");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }

        HttpFailure failure = failure(HttpRequest.of("http://127.0.0.1:" + port + "/x"));

        assertThat(failure.getMessage())
                .startsWith("unable to download 'http://127.0.0.1:" + port
                        + "/x': Could not connect to server (7) Failed to connect to 127.0.0.1 port " + port + ": ");
        assertThat(failure.hint())
                .isEqualTo("'127.0.0.1' was to be reached with no proxy and the certificates of the Java runtime");
        assertThat(world.pauses()).hasSize(4);
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        HttpFailure failure = failure(HttpRequest.of("http://no-such-host.invalid/x"));

        assertThat(failure.getMessage())
                .startsWith("unable to download 'http://no-such-host.invalid/x':"
                        + " Could not resolve hostname (6) Could not resolve host: no-such-host.invalid");
    }

    @Test
    void saysThatAUrlIsNone() {
        assertThat(failure(HttpRequest.of("https:///x")))
                .hasMessageStartingWith("unable to download 'https:///x': URL using bad/illegal format");
    }

    @Test
    void downloadsASmallBodyFromTheStartAgain() throws Exception {
        server.then(raw("HTTP/1.1 200 OK\nContent-Length: 5", "he".getBytes(UTF_8)), answer("HTTP/1.1 200 OK", HELLO));

        byte[] body = world.build()
                .download(HttpRequest.of(server.url("/x")), SMALL, context)
                .body();

        assertThat(body).isEqualTo(HELLO);
        assertThat(server.requests().get(1).header("range")).isNull();
        assertThat(context.warnings())
                .containsExactly("unable to download '" + server.url("/x")
                        + "': HTTP error 200 (curl error: Transferred a partial file);"
                        + " retrying in 250 ms (attempt 1/5)");
    }

    @Test
    void resumesAStreamWhereItBroke() throws Exception {
        server.then(
                raw("HTTP/1.1 200 OK\nAccept-Ranges: bytes\nContent-Length: 5", "he".getBytes(UTF_8)),
                answer("HTTP/1.1 206 Partial\nContent-Range: bytes 2-4/5", "llo".getBytes(UTF_8)));

        assertThat(read(HttpRequest.of(server.url("/x")))).isEqualTo(HELLO);

        assertThat(server.requests().get(1).header("range")).isEqualTo("bytes=2-");
        assertThat(server.requests().get(1).header("accept-encoding")).isIn(null, "identity");
        assertThat(context.bytes()).isEqualTo(5);
        assertThat(context.warnings())
                .containsExactly("unable to download '" + server.url("/x")
                        + "': HTTP error 200 (curl error: Transferred a partial file);"
                        + " retrying from offset 2 in 250 ms (attempt 1/5)");
    }

    @Test
    void resumesAgainAndAgainButOnlyFiveTimesInAll() {
        server.then(raw("HTTP/1.1 200 OK\nAccept-Ranges: bytes\nContent-Length: 9", "0".getBytes(UTF_8)));
        for (int i = 1; i < 9; i++) {
            String range = "\nContent-Range: bytes " + i + "-8/9\nContent-Length: " + (9 - i);
            server.then(raw("HTTP/1.1 206 Partial" + range, Integer.toString(i).getBytes(UTF_8)));
        }

        TransferException failure =
                catchThrowableOfType(TransferException.class, () -> read(HttpRequest.of(server.url("/x"))));

        assertThat(failure).hasMessageContaining("HTTP error 206 (curl error: Transferred a partial file)");
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void doesNotResumeWhatCannotBeResumed() {
        server.then(raw("HTTP/1.1 200 OK\nContent-Length: 5", "he".getBytes(UTF_8)));

        TransferException failure =
                catchThrowableOfType(TransferException.class, () -> read(HttpRequest.of(server.url("/x"))));

        assertThat(failure)
                .hasMessage("unable to download '" + server.url("/x")
                        + "': HTTP error 200 (curl error: Transferred a partial file)");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void doesNotMixTwoVersions() {
        server.then(
                raw("HTTP/1.1 200 OK\nETag: a\nAccept-Ranges: bytes\nContent-Length: 5", "he".getBytes(UTF_8)),
                answer("HTTP/1.1 206 Partial\nETag: b\nContent-Range: bytes 2-4/5", "LLO".getBytes(UTF_8)));

        TransferException failure =
                catchThrowableOfType(TransferException.class, () -> read(HttpRequest.of(server.url("/x"))));

        assertThat(failure).hasMessageContaining("Transferred a partial file");
    }

    @Test
    void doesNotTakeAWholeBodyForItsRest() {
        server.then(raw("HTTP/1.1 200 OK\nAccept-Ranges: bytes\nContent-Length: 5", "he".getBytes(UTF_8)));
        for (int i = 0; i < 4; i++) {
            server.then(answer("HTTP/1.1 200 OK", HELLO));
        }

        TransferException failure =
                catchThrowableOfType(TransferException.class, () -> read(HttpRequest.of(server.url("/x"))));

        assertThat(failure).hasMessageContaining("Requested range was not delivered by the server");
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void removesContentCodings() throws Exception {
        server.then(
                answer("HTTP/1.1 200 OK\nContent-Encoding: gzip", gzip(HELLO)),
                answer("HTTP/1.1 200 OK\nContent-Encoding: deflate", deflate(HELLO)),
                answer("HTTP/1.1 200 OK\nContent-Encoding: zstd", com.github.luben.zstd.Zstd.compress(HELLO)),
                answer("HTTP/1.1 200 OK\nContent-Encoding: deflate, gzip", gzip(deflate(HELLO))));

        for (int i = 0; i < 4; i++) {
            assertThat(read(HttpRequest.of(server.url("/" + i)))).isEqualTo(HELLO);
        }
    }

    @Test
    void refusesCodingsThatItDidNotAskFor() {
        server.then(answer("HTTP/1.1 200 OK\nContent-Encoding: rot13", HELLO));

        assertThat(failure(HttpRequest.of(server.url("/x"))))
                .hasMessage("unable to download '" + server.url("/x")
                        + "': HTTP error 200 (curl error: Unrecognized or bad HTTP Content or Transfer-Encoding)");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refusesADamagedCoding() {
        server.then(answer("HTTP/1.1 200 OK\nContent-Encoding: gzip", HELLO));

        assertThat(failure(HttpRequest.of(server.url("/x"))))
                .hasMessageContaining("Unrecognized or bad HTTP Content or Transfer-Encoding");
    }

    @Test
    void doesNotReadForEver() {
        server.then((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write(new byte[8192]);
            }
        });

        assertThat(failure(HttpRequest.of(server.url("/x"))))
                .hasMessage("unable to download '" + server.url("/x")
                        + "': the body is longer than the limit of 1048576 bytes");
    }

    @Test
    void doesNotStreamForEver() {
        world.options(HttpOptions.standard().withMaxBytes(100_000));
        server.then((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write(new byte[8192]);
            }
        });

        TransferException failure =
                catchThrowableOfType(TransferException.class, () -> read(HttpRequest.of(server.url("/x"))));

        assertThat(failure).hasMessageContaining("the body is longer than the limit of 100000 bytes");
    }

    @Test
    void doesNotReadAnEndlessErrorPage() {
        server.then((request, out) -> {
            out.write("HTTP/1.1 404 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write(new byte[8192]);
            }
        });

        assertThat(failure(HttpRequest.of(server.url("/x"))))
                .hasMessage("unable to download '" + server.url("/x") + "': HTTP error 404");
    }

    @Test
    void asksForChangesOnly() throws Exception {
        server.then(raw("HTTP/1.1 304 Not Modified", new byte[0]));

        HttpDownload download =
                world.build().download(HttpRequest.of(server.url("/x")).ifNoneMatch("\"v1\""), SMALL, context);

        assertThat(server.requests().get(0).header("if-none-match")).isEqualTo("\"v1\"");
        assertThat(download.head().notModified()).isTrue();
        assertThat(download.head().etag()).isEqualTo("\"v1\"");
    }

    @Test
    void takesTheSameVersionForUnchanged() throws Exception {
        server.then(answer("HTTP/1.1 200 OK\nETag: \"v1\"", HELLO));

        HttpDownload download =
                world.build().download(HttpRequest.of(server.url("/x")).ifNoneMatch("\"v1\""), SMALL, context);

        assertThat(download.head().notModified()).isTrue();
        assertThat(download.body()).isEmpty();
    }

    @Test
    void sendsNoConditionForAnEmptyVersion() throws Exception {
        server.then(answer("HTTP/1.1 200 OK", HELLO));

        HttpDownload download =
                world.build().download(HttpRequest.of(server.url("/x")).ifNoneMatch(""), SMALL, context);

        assertThat(server.requests().get(0).header("if-none-match")).isNull();
        assertThat(download.head().notModified()).isFalse();
    }

    @Test
    void showsNoPasswords() {
        server.then(answer("HTTP/1.1 404 no", new byte[0]));
        String url = server.url("/x").replace("http://", "http://joe:s3cret@");

        HttpFailure failure = failure(HttpRequest.of(url));

        assertThat(failure.getMessage()).doesNotContain("s3cret").contains("http://***@127.0.0.1");
        assertThat(server.requests().get(0).header("authorization")).isEqualTo(HostCredentials.basic("joe", "s3cret"));
    }

    @Test
    void showsNoTokenThatIsNoHeader() {
        HttpFailure failure =
                failure(new HttpRequest(server.url("/x"), Map.of("Authorization", "token s3cret\u0001"), null));

        assertThat(failure.getMessage()).doesNotContain("s3cret");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void usesNetrcUnlessThereIsAToken() throws Exception {
        server.then(answer("HTTP/1.1 200 OK", HELLO), answer("HTTP/1.1 200 OK", HELLO));
        world.credentials((host, user) -> Optional.of("Basic for " + host));

        world.build().download(HttpRequest.of(server.url("/x")), SMALL, context);
        HttpRequest withToken = new HttpRequest(server.url("/x"), Map.of("Authorization", "token t"), null);
        world.build().download(withToken, SMALL, context);

        assertThat(server.requests().get(0).header("authorization")).isEqualTo("Basic for 127.0.0.1");
        assertThat(server.requests().get(1).header("authorization")).isEqualTo("token t");
    }

    @Test
    void leavesASlotToOthersWhenItFails() {
        world.options(HttpOptions.standard().withConnections(1).withAttempts(1));
        HttpTransport transport = world.build();
        server.then(hangUp(), answer("HTTP/1.1 404 no", new byte[0]));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> transport.download(HttpRequest.of(server.url("/x")), SMALL, context))
                    .isInstanceOf(HttpFailure.class);
        }

        assertThat(transport.running()).isZero();
    }

    private byte[] read(HttpRequest request) throws IOException, HttpFailure {
        try (HttpStream stream = world.build().open(request, context)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            stream.transferTo(out);
            return out.toByteArray();
        }
    }

    private HttpFailure failure(HttpRequest request) {
        HttpTransport transport = world.build();
        HttpFailure failure =
                catchThrowableOfType(HttpFailure.class, () -> transport.download(request, SMALL, context));
        assertThat(failure).isNotNull();
        assertThat(transport.running()).isZero();
        return failure;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            deflate.write(bytes);
        }
        return out.toByteArray();
    }
}
