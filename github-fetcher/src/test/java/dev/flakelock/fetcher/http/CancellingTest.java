package dev.flakelock.fetcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.ScriptedServer;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancelled transfer ends at once, wherever it is, and leaves nothing behind. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class CancellingTest {

    private final RecordingContext context = new RecordingContext();
    private final TestTransport world = new TestTransport();
    private final CountDownLatch end = new CountDownLatch(1);
    private ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        end.countDown();
        server.close();
        assertThat(context.openHooks()).isZero();
        assertThat(world.busyConnections()).isZero();
    }

    @Test
    void whileItWaitsForTheAnswer() {
        server.then((request, out) -> {
            context.cancel();
            await(end);
        });
        HttpTransport transport = world.build();

        assertCancelled(transport);
    }

    @Test
    void whileItReadsTheBody() {
        server.then((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".getBytes(UTF_8));
            out.flush();
            context.cancel();
            await(end);
        });
        HttpTransport transport = world.build();

        assertCancelled(transport);
    }

    @Test
    void whileItStreamsTheBody() throws Exception {
        server.then((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nAccept-Ranges: bytes\r\nContent-Length: 9\r\n\r\nabc".getBytes(UTF_8));
            out.flush();
            await(end);
        });
        HttpTransport transport = world.build();
        try (HttpStream stream = transport.open(HttpRequest.of(server.url("/x")), context)) {
            assertThat(stream.read()).isEqualTo('a');
            context.cancel();
            TransferException failure = catchThrowableOfType(
                    TransferException.class, () -> stream.transferTo(OutputStream.nullOutputStream()));

            assertThat(failure.failure().kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        }
        assertThat(transport.running()).isZero();
        assertThat(context.warnings()).isEmpty();
    }

    @Test
    void beforeItBegins() {
        context.cancel();

        assertCancelled(world.build());

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whileItWaitsForTheNextAttempt() {
        server.then(ScriptedServer.hangUp());
        HttpTransport transport = new HttpTransport(
                new HttpClients(new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build()),
                HttpOptions.standard(),
                HostCredentials.none(),
                new HttpTransport.Surroundings(
                        () -> TestTransport.NOW,
                        (delay, waiting) -> {
                            context.cancel();
                            Pause.real().await(Duration.ofHours(1), waiting);
                        },
                        () -> 0));

        assertCancelled(transport);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whileAllSlotsAreTaken() throws Exception {
        world.options(HttpOptions.standard().withConnections(1));
        HttpTransport transport = world.build();
        server.then(ScriptedServer.answer("HTTP/1.1 200 OK", "abc".getBytes(UTF_8)));
        RecordingContext other = new RecordingContext();
        try (HttpStream taken = transport.open(HttpRequest.of(server.url("/x")), other)) {
            assertThat(taken.head().notModified()).isFalse();
            Thread canceller = new Thread(context::cancel);
            canceller.start();
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> transport.open(HttpRequest.of(server.url("/y")), context));
            canceller.join();

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        }
        assertThat(transport.running()).isZero();
    }

    private void assertCancelled(HttpTransport transport) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class, () -> transport.download(HttpRequest.of(server.url("/x")), 1 << 20, context));

        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        assertThat(transport.running()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
