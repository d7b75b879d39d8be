package dev.flakelock.fetcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.TestTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As many transfers run at the same time as {@code http-connections} says, no fewer and no more, whoever they talk to. */
final class ConnectionLimitTest {

    private static final int LIMIT = 3;
    private static final int TRANSFERS = 4 * LIMIT;

    private final FakeInternet internet = new FakeInternet();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** So many transfers have to meet while they run: with fewer at a time nobody would ever come through. */
    private final CyclicBarrier meeting = new CyclicBarrier(LIMIT);

    @ParameterizedTest
    @ValueSource(strings = {"https://h.example/%d", "https://h%d.example/x"})
    void holdsForOneHostAndForAllTogether(String url) throws Exception {
        List<Callable<Boolean>> transfers = new ArrayList<>();
        HttpTransport transport = transport();
        for (int i = 0; i < TRANSFERS; i++) {
            HttpRequest request = HttpRequest.of(url.formatted(i));
            internet.at(request.url(), Answer.ok("hello"));
            transfers.add(() -> stream(transport, request));
        }

        runAll(transfers);

        assertThat(most).hasValue(LIMIT);
        assertThat(transport.running()).isZero();
    }

    @Test
    void conversationsOfGitCountAsWell() throws Exception {
        List<Callable<Boolean>> transfers = new ArrayList<>();
        HttpTransport transport = transport();
        for (int i = 0; i < TRANSFERS; i++) {
            HttpRequest request = HttpRequest.of("https://h.example/" + i);
            internet.at(request.url(), Answer.ok("hello"));
            transfers.add(i % 2 == 0 ? () -> stream(transport, request) : () -> converse(transport));
        }

        runAll(transfers);

        assertThat(most).hasValue(LIMIT);
        assertThat(transport.running()).isZero();
    }

    private HttpTransport transport() {
        return new TestTransport(internet.client())
                .options(HttpOptions.standard().withConnections(LIMIT))
                .build();
    }

    private boolean stream(HttpTransport transport, HttpRequest request) throws Exception {
        try (HttpStream body = transport.open(request, new RecordingContext())) {
            meet();
            return body.readAllBytes().length == 5;
        }
    }

    @SuppressWarnings("try") // the place is only held
    private boolean converse(HttpTransport transport) throws Exception {
        try (HttpTransport.Place place = transport.enter(new RecordingContext())) {
            meet();
            return true;
        }
    }

    private void meet() throws Exception {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        meeting.await();
        running.decrementAndGet();
    }

    private static void runAll(List<Callable<Boolean>> transfers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TRANSFERS);
        try {
            for (Future<Boolean> done : threads.invokeAll(transfers)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
