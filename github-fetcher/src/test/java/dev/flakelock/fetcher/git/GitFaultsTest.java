package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.fetcher.git.GitHttpServer.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What servers and networks do wrong with git's requests over HTTP: what is said, how often it is tried, and that the
 * next fetch is right whatever has arrived before. A fault strikes one of the four requests of a first fetch and all
 * after it. No time passes: pauses are only written down.
 */
final class GitFaultsTest {

    /** The requests of a first fetch, in their order. */
    enum Moment {
        CAPABILITIES(0),
        REFS(1),
        TREE(2),
        COMMITS(3);

        /** How many requests come before it. */
        final int before;

        Moment(int before) {
            this.before = before;
        }
    }

    private static final int ATTEMPTS = 5;
    private static final List<Long> PAUSES = List.of(250L, 500L, 1000L, 2000L);
    private static final String KEY = "credential helper";

    /** Statuses that are taken at their word, and what the hint says. */
    private static final Map<Integer, String> REFUSALS = Map.of(403, KEY, 404, "is the URL spelt right?", 410, KEY);

    /** Statuses that are tried again. */
    private static final Map<Integer, String> ERRORS =
            Map.of(408, "408", 500, "problem of its own", 502, "problem", 503, "trying again later", 504, "problem");

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private Attrs input;

    @BeforeEach
    void serve() throws Exception {
        world = new GitWorld(directory);
        world.run("git init -q -b main r; cd r; seq 3000 > a; git add .; git commit -q -m one;"
                + " echo b > b; git add .; git commit -q -m two; cd ..; git clone -q --bare r served/r.git");
        server = new GitHttpServer(world.directory.resolve("served"));
        input = GitWorld.attrs(server.url("r.git")).with("ref", "main");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> refusals() {
        return REFUSALS.keySet().stream()
                .flatMap(status -> Stream.of(Moment.values()).map(moment -> Arguments.of(status, moment)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsTakenAtItsWord(int status, Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> exchange.sendResponseHeaders(status, -1));

        assertThat(failure().hint())
                .startsWith("unable to download '" + server.url("r.git") + "/")
                .contains("HTTP error " + status)
                .contains(REFUSALS.get(status));

        assertThat(server.requests).hasSize(moment.before + 1);
        assertThat(world.transport.pauses()).isEmpty();
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"CAPABILITIES", "REFS"})
    void aPasswordThatNobodyKnowsIsAskedForOnce(Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
            exchange.sendResponseHeaders(401, -1);
        });

        assertThat(failure().hint())
                .containsPattern("not authorized|authentication")
                .contains(KEY);

        assertThat(server.requests).hasSize(moment.before + 1);
        assertNothingLeft();
    }

    static Stream<Arguments> errors() {
        return ERRORS.keySet().stream()
                .flatMap(status -> Stream.of(Moment.values()).map(moment -> Arguments.of(status, moment)));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfTheServerIsTriedFiveTimes(int status, Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> exchange.sendResponseHeaders(status, -1));

        assertThat(failure().hint()).contains("HTTP error " + status).contains(ERRORS.get(status));

        assertThat(server.requests).hasSize(moment.before + ATTEMPTS);
        assertThat(world.transport.pauses()).isEqualTo(PAUSES);
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aServerThatWantsToBeAskedLessOftenIsWaitedFor(Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(429, -1);
        });

        assertThat(failure().hint()).contains("HTTP error 429").contains("less often");

        assertThat(world.transport.pauses()).containsExactly(7000L, 7000L, 7000L, 7000L);
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aConnectionThatIsCutBeforeTheAnswerIsTriedFiveTimes(Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> {
            throw new IOException("the handler breaks down, and with it the connection");
        });

        assertThat(failure().hint()).contains("Empty reply from server");

        assertThat(world.transport.pauses()).isEqualTo(PAUSES);
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void anAnswerThatEndsTooEarlyIsNotBelieved(Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> {
            byte[] body = body(answer);
            contentType(exchange, answer);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            throw new IOException("here it ends");
        });

        assertThat(failure().hint()).isNotBlank();

        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"TREE", "COMMITS"})
    void aDamagedByteOfAPackIsNoticed(Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> {
            byte[] damaged = answer.clone();
            damaged[new String(answer, StandardCharsets.ISO_8859_1).indexOf("PACK") + 30] ^= 1;
            GitHttpServer.respond(exchange, damaged);
        });

        assertThat(failure().hint()).isNotBlank();

        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void anAnswerWithoutEndIsEnded(Moment moment) throws Exception {
        world.maxBytes = 100_000;
        strike(moment, (exchange, answer) -> {
            contentType(exchange, answer);
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] packet = ("0fff\2" + "x".repeat(0xfff - 5)).getBytes(StandardCharsets.US_ASCII);
            out.write("000dpackfile\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(packet);
            }
        });

        assertThat(failure().hint()).isNotBlank();

        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aSlowDripIsAsGoodAsAStream(Moment moment) throws Exception {
        strike(moment, (exchange, answer) -> {
            byte[] body = body(answer);
            contentType(exchange, answer);
            exchange.sendResponseHeaders(200, body.length);
            for (byte drop : body) {
                exchange.getResponseBody().write(drop);
                exchange.getResponseBody().flush();
            }
        });

        assertThat(world.fetch(input).narHash()).isEqualTo(expected().narHash());
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aDripThatStopsIsGivenUp(Moment moment) throws Exception {
        OkHttpClient patient = world.http;
        world.http = patient.newBuilder()
                .addInterceptor(chain ->
                        server.requests.size() >= moment.before ? stall(chain) : chain.proceed(chain.request()))
                .build();

        assertThat(failure().hint()).containsPattern("[Tt]ime ?out");

        world.http = patient;
        assertNothingLeft();
    }

    @Test
    void aCopyThatIsThereIsGoneOnWith() throws Exception {
        FetchedTree before = world.fetch(input);
        world.settings = world.settings.refresh();
        server.fault = (exchange, answer) -> exchange.sendResponseHeaders(503, -1);

        FetchedTree after = world.fetch(input);

        assertThat(after.found()).isEqualTo(before.found());
        assertThat(world.context.warnings)
                .last()
                .asString()
                .isEqualTo("could not update local clone of Git repository '" + server.url("r.git")
                        + "'; continuing with the most recent version");
    }

    @Test
    void aServerThatIsBusyForAMomentIsNoticedOnlyInAWarning() throws Exception {
        server.fault = (exchange, answer) -> {
            server.fault = null;
            exchange.sendResponseHeaders(503, -1);
        };

        assertThat(world.fetch(input).narHash()).isEqualTo(expected().narHash());

        assertThat(world.context.warnings)
                .containsExactly("unable to download '" + server.url("r.git")
                        + "/info/refs?service=git-upload-pack': HTTP error 503; retrying in 250 ms (attempt 1/5)");
    }

    /** Lets something go wrong with a request and all that follow. */
    private void strike(Moment moment, Fault fault) {
        server.fault = (exchange, answer) -> {
            if (server.requests.size() > moment.before) {
                fault.answer(exchange, answer);
            } else {
                GitHttpServer.respond(exchange, answer);
            }
        };
    }

    private FlakeException failure() {
        FlakeException failure = catchThrowableOfType(FlakeException.class, () -> world.fetch(input));
        assertThat(failure).hasMessage("Failed to fetch git repository '" + server.url("r.git") + "'");
        return failure;
    }

    /** From here on the server is good, and so is what is fetched; what is in the copy is whole. */
    private void assertNothingLeft() throws Exception {
        server.fault = null;
        FetchedTree tree = world.fetch(input);
        assertThat(tree.narHash()).isEqualTo(expected().narHash());
        assertThat(tree.found().number("revCount")).isEqualTo(2);
        assertThat(world.context.warnings).noneMatch(warning -> warning.contains("damaged"));
    }

    private FetchedTree expected() throws Exception {
        return world.fetch(GitWorld.attrs("file://" + world.directory + "/r").with("ref", "main"));
    }

    private static byte[] body(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return Arrays.copyOfRange(answer, text.indexOf("\r\n\r\n") + 4, answer.length);
    }

    private static void contentType(HttpExchange exchange, byte[] answer) {
        new String(answer, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("Content-Type: "))
                .findFirst()
                .ifPresent(line -> exchange.getResponseHeaders().add("Content-Type", line.substring(14)));
    }

    /** The second half of the body never comes; nobody waits for the clock to notice. */
    private static Response stall(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        byte[] all = response.body().bytes();
        ForwardingSource stalling = new ForwardingSource(new Buffer().write(all, 0, all.length / 2)) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                if (count < 0) {
                    throw new SocketTimeoutException("timeout");
                }
                return count;
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(stalling), response.body().contentType(), all.length))
                .build();
    }
}
