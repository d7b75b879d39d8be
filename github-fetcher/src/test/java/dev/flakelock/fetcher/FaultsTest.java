package dev.flakelock.fetcher;

import static dev.flakelock.fetcher.testing.ScriptedServer.answer;
import static dev.flakelock.fetcher.testing.ScriptedServer.hangUp;
import static dev.flakelock.fetcher.testing.ScriptedServer.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.fetcher.testing.ScriptedServer;
import dev.flakelock.fetcher.testing.ScriptedServer.Step;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What servers and networks do wrong, and what comes of it for each kind of download: how often it is tried, what is
 * said, that nothing is remembered of a failure, and that the next fetch is right. No time passes: pauses are only
 * written down, and what a clock would end is ended at once.
 */
final class FaultsTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final byte[] ARCHIVE = new TestArchive()
            .file("flake.nix", "{ outputs = _: { }; }")
            .file("noise", noise())
            .gzip();
    private static final byte[] COMMIT = ("{\"sha\":\"" + REV + "\"}").getBytes(UTF_8);

    /** What is fetched. The fault strikes the first request. */
    enum Subject {
        COMMIT_ON_GITHUB("github:o/r/" + REV, "https://github.com/o/r/archive/" + REV + ".tar.gz"),
        BRANCH_ON_GITHUB("github:o/r/main", "https://api.github.com/repos/o/r/commits/main"),
        TARBALL("https://h.example/a.tar.gz", "https://h.example/a.tar.gz"),
        FILE("file+https://h.example/x", "https://h.example/x");

        final String input;
        final String url;

        Subject(String input, String url) {
            this.input = input;
            this.url = url;
        }

        /** Bodies that are read into memory are asked for again; one that went to a hasher cannot be. */
        boolean isSmall() {
            return this == BRANCH_ON_GITHUB;
        }

        boolean isArchive() {
            return this == COMMIT_ON_GITHUB || this == TARBALL;
        }

        byte[] body() {
            return isSmall() ? COMMIT : ARCHIVE;
        }

        /** Nix says of a download that feeds an archive reader what the reader was about to do. */
        String failure(String what, boolean begun) {
            String message = "unable to download '" + url + "': " + what;
            String step = begun ? "failed to extract archive" : "Failed to open archive";
            // Nix shows the inner error as it shows every error: all lines but the first are indented.
            String inner = message.replaceAll("\n(?=[^\n])", "\n       ");
            return isArchive() ? step + " (Source threw exception: error: " + inner + ")" : message;
        }
    }

    private ScriptedServer server;
    private FetcherWorld world;

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
        world = new FetcherWorld(
                new OkHttpClient.Builder().addInterceptor(this::toServer).build());
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfTheServerIsTriedFiveTimes(Subject subject) throws Exception {
        server.otherwise(answer("HTTP/1.1 503 no", new byte[0]));

        assertThat(failure(subject)).hasMessage(subject.failure("HTTP error 503", false));

        assertThat(server.requests()).hasSize(5);
        assertThat(world.pauses()).containsExactly(250L, 500L, 1000L, 2000L);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsTakenAtItsWord(Subject subject) throws Exception {
        server.then(answer("HTTP/1.1 404 no", "{\"message\":\"Not Found\"}".getBytes(UTF_8)));

        String body = "HTTP error 404\n\nresponse body:\n\n{\"message\":\"Not Found\"}";
        assertThat(failure(subject)).hasMessage(subject.failure(body, false));

        assertThat(server.requests()).hasSize(1);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void aLimitThatIsUsedUpIsExplainedAtOnce(Subject subject) throws Exception {
        server.otherwise(answer(
                "HTTP/1.1 403 no\nx-ratelimit-limit: 60\nx-ratelimit-remaining: 0\nx-ratelimit-reset: 1795179600",
                new byte[0]));

        assertThat(failure(subject).hint())
                .startsWith("the rate limit of '" + HttpUrl.get(subject.url).host()
                        + "' (60 requests an hour) is used up; it is reset at 2026-11-20 13:00:00 UTC");

        // The repository itself, which could know where a branch is, does not answer either.
        assertThat(server.requests()).hasSize(subject == Subject.BRANCH_ON_GITHUB ? 2 : 1);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void aLimitThatEndsSoonIsWaitedFor(Subject subject) throws Exception {
        server.then(answer("HTTP/1.1 429 no\nRetry-After: 7", new byte[0]));

        assertNothingLeft(subject);

        assertThat(world.pauses()).containsExactly(7000L);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsCutBeforeTheAnswerIsTriedFiveTimes(Subject subject) throws Exception {
        server.otherwise(hangUp());

        assertThat(failure(subject))
                .hasMessage(subject.failure(
                        "Server returned nothing (no headers, no data) (52) Empty reply from server", false));

        assertThat(server.requests()).hasSize(5);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatEndsTooEarlyIsNotBelieved(Subject subject) throws Exception {
        server.otherwise(truncated(subject, ""));

        assertThat(failure(subject))
                .hasMessage(subject.failure("HTTP error 200 (curl error: Transferred a partial file)", true));

        assertThat(server.requests()).hasSize(subject.isSmall() ? 5 : 1);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatEndsTooEarlyIsCompletedIfTheServerCan(Subject subject) throws Exception {
        int half = subject.body().length / 2;
        byte[] rest = Arrays.copyOfRange(subject.body(), half, subject.body().length);
        String range =
                "\nContent-Range: bytes " + half + "-" + (subject.body().length - 1) + "/" + subject.body().length;
        server.then(truncated(subject, "\nAccept-Ranges: bytes"));
        server.then(subject.isSmall() ? good(subject) : answer("HTTP/1.1 206 Partial" + range, rest));

        assertNothingLeft(subject);

        assertThat(server.requests().get(1).header("range"))
                .isEqualTo(subject.isSmall() ? null : "bytes=" + half + "-");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FILE"}) // any bytes are a file
    void aDamagedByteIsNoticed(Subject subject) throws Exception {
        byte[] damaged = subject.body().clone();
        damaged[subject.isSmall() ? 0 : damaged.length / 2] ^= 1;
        server.then(answer("HTTP/1.1 200 OK", damaged));

        FlakeException failure = failure(subject);

        if (subject.isArchive()) {
            assertThat(failure.hint())
                    .isEqualTo("the archive is damaged; if that happened on its way here, trying again helps");
        }
        assertThat(server.requests()).hasSize(1);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void aSlowDripIsAsGoodAsAStream(Subject subject) throws Exception {
        server.then((request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + subject.body().length + "\r\n\r\n").getBytes(UTF_8));
            for (byte drop : subject.body()) {
                out.write(drop);
                out.flush();
            }
        });

        assertNothingLeft(subject);

        assertThat(world.pauses()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDripThatStopsIsGivenUp(Subject subject) throws Exception {
        world = new FetcherWorld(new OkHttpClient.Builder()
                .addInterceptor(FaultsTest::stallInTheMiddle)
                .addInterceptor(this::toServer)
                .build());
        server.otherwise(good(subject));

        assertThat(failure(subject))
                .hasMessage(subject.failure("HTTP error 200 (curl error: Timeout was reached)", true));

        assertThat(server.requests()).hasSize(subject.isSmall() ? 5 : 1);
        assertThat(world.entries.dump()).isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatTakesTooLongIsAskedForAgain(Subject subject) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        world = new FetcherWorld(new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new SocketTimeoutException("timeout");
                    }
                    return toServer(chain);
                })
                .build());

        assertNothingLeft(subject);

        assertThat(world.context.warnings())
                .containsExactly("unable to download '" + subject.url
                        + "': Timeout was reached (28) Operation too slow. Less than 1 bytes/sec transferred the last "
                        + HttpOptions.standard().stallTimeout().toSeconds()
                        + " seconds; retrying in 250 ms (attempt 1/5)");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMIT_ON_GITHUB", "TARBALL"})
    void whatFollowsAnArchiveWithoutEndIsNotReadToTheEnd(Subject subject) throws Exception {
        server.then(endless(subject));

        assertNothingLeft(subject);

        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BRANCH_ON_GITHUB", "FILE"})
    void aBodyWithoutEndIsEnded(Subject subject) throws Exception {
        world.options(HttpOptions.standard().withMaxBytes(1 << 20));
        server.then(endless(subject));

        assertThat(failure(subject))
                .hasMessage(subject.failure("the body is longer than the limit of 1048576 bytes", true));

        assertThat(server.requests()).hasSize(1);
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource
    void theTypeOfTheContentDoesNotMatter(Subject subject) throws Exception {
        server.then(answer("HTTP/1.1 200 OK\nContent-Type: text/html", subject.body()));

        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FILE"}) // a page is a file, too
    void aPageInPlaceOfTheAnswerIsNotBelieved(Subject subject) throws Exception {
        server.then(answer("HTTP/1.1 200 OK\nContent-Type: text/html", "<html>log in".getBytes(UTF_8)));

        FlakeException failure = failure(subject);

        if (subject.isArchive()) {
            assertThat(failure).hasMessage("Failed to open archive (Unrecognized archive format)");
            assertThat(failure.hint())
                    .isEqualTo(
                            "'" + subject.url + "' is a web page and no archive; perhaps the server wants one to log in"
                                    + " first, or the URL is that of a page about the archive");
        }
        assertNothingLeft(subject);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMIT_ON_GITHUB", "TARBALL"})
    void aFileThatIsNoArchiveIsCalledThat(Subject subject) throws Exception {
        server.then(answer("HTTP/1.1 200 OK", "just a file".getBytes(UTF_8)));

        assertThat(failure(subject).hint()).contains("neither a tar archive").contains("put 'file+' before the URL");
    }

    @ParameterizedTest
    @EnumSource
    void redirectsInACircleAreLeft(Subject subject) throws Exception {
        server.otherwise(answer("HTTP/1.1 302 Found\nLocation: " + subject.url, new byte[0]));

        assertThat(failure(subject))
                .hasMessage(
                        subject.failure("HTTP error 302 (curl error: Number of redirects hit maximum amount)", false));

        assertThat(server.requests()).hasSize(11);
        assertNothingLeft(subject);
    }

    @Test
    void aDamagedByteOfAFileIsAnotherFile() throws Exception {
        byte[] damaged = ARCHIVE.clone();
        damaged[0] ^= 1;
        server.then(answer("HTTP/1.1 200 OK", damaged));

        FetchedTree tree = world.fetch(Subject.FILE.input);

        assertThat(tree.narHash()).isNotEqualTo(expected(Subject.FILE).narHash());
    }

    private FlakeException failure(Subject subject) {
        FlakeException failure = catchThrowableOfType(FlakeException.class, () -> world.fetch(subject.input));
        assertThat(failure).isNotNull();
        assertThat(world.entries.domains()).isSubsetOf("quota");
        return failure;
    }

    /** From here on the server is good, apart from what its script still says; and so is what is fetched. */
    private void assertNothingLeft(Subject subject) throws Exception {
        server.otherwise(FaultsTest::serve);
        assertThat(world.fetch(subject.input).narHash())
                .isEqualTo(expected(subject).narHash());
    }

    private static FetchedTree expected(Subject subject) throws Exception {
        try (ScriptedServer good = new ScriptedServer().otherwise(FaultsTest::serve)) {
            Interceptor route = chain -> to(good, chain);
            return new FetcherWorld(
                            new OkHttpClient.Builder().addInterceptor(route).build())
                    .fetch(subject.input);
        }
    }

    private static void serve(ScriptedServer.Request request, OutputStream out) throws IOException {
        byte[] body = request.path().contains("/commits/") ? COMMIT : ARCHIVE;
        answer("HTTP/1.1 200 OK", body).answer(request, out);
    }

    private static Step good(Subject subject) {
        return answer("HTTP/1.1 200 OK", subject.body());
    }

    private static Step endless(Subject subject) {
        return (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            out.write(subject.body());
            while (true) {
                out.write(new byte[8192]);
            }
        };
    }

    private static Step truncated(Subject subject, String headers) {
        byte[] half = Arrays.copyOf(subject.body(), subject.body().length / 2);
        return raw("HTTP/1.1 200 OK" + headers + "\nContent-Length: " + subject.body().length, half);
    }

    private Response toServer(Interceptor.Chain chain) throws IOException {
        return to(server, chain);
    }

    /** Sends a request to the server whoever it is for. */
    private static Response to(ScriptedServer server, Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        String path = url.encodedPath() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
        return chain.proceed(chain.request().newBuilder().url(server.url(path)).build())
                .newBuilder()
                .request(chain.request())
                .build();
    }

    /** The second half of the body never comes; nobody waits for the clock to notice. */
    private static Response stallInTheMiddle(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        ForwardingSource stalling = new ForwardingSource(body.source()) {
            private long left = body.contentLength() / 2;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                if (left == 0) {
                    throw new SocketTimeoutException("timeout");
                }
                long count = super.read(sink, Math.min(left, byteCount));
                left -= count;
                return count;
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(stalling), body.contentType(), body.contentLength()))
                .build();
    }

    /** Text that does not compress to nothing, so that archives have a middle. */
    private static String noise() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.toString();
    }
}
