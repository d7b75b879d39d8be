package dev.flakelock.fetcher.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.fetcher.testing.RecordingContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who want the same thing at the same time; the second begins when the first is at it. */
final class InFlightTest {

    private static final CacheKey KEY = CacheKey.of("test", "key");

    private final InFlight<String> inFlight = new InFlight<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final Second context = new Second();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean lost;
    private Future<String> first;

    @BeforeEach
    void beginFirst() throws Exception {
        first = threads.submit(() -> inFlight.get(KEY, new RecordingContext(), this::slowly));
        begun.await();
    }

    @AfterEach
    void stop() {
        arrived.countDown();
        threads.shutdown();
        assertThat(context.recording.openHooks()).isZero();
    }

    private String slowly() throws FlakeException {
        begun.countDown();
        try {
            arrived.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (lost) {
            throw new FlakeException("lost");
        }
        return "first";
    }

    @Test
    void theSecondGetsWhatTheFirstGot() throws Exception {
        Future<String> second = threads.submit(() -> inFlight.get(KEY, context, () -> "second"));
        context.waits.await();
        arrived.countDown();

        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("first");
    }

    @Test
    void theSecondTriesByItselfWhenTheFirstHasFailed() throws Exception {
        lost = true;
        Future<String> second = threads.submit(() -> inFlight.get(KEY, context, () -> "second"));
        context.waits.await();
        arrived.countDown();

        assertThatThrownBy(first::get).hasMessageEndingWith("lost");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void theSecondNeedNotWaitWhenItIsCancelled() throws Exception {
        Future<String> second = threads.submit(() -> inFlight.get(KEY, context, () -> "second"));
        context.waits.await();
        context.recording.cancel();

        assertThatThrownBy(second::get).hasMessageEndingWith("interrupted by the user");
        arrived.countDown();
        assertThat(first.get()).isEqualTo("first");
    }

    @Test
    void nothingIsRememberedAfterwards() throws Exception {
        arrived.countDown();
        first.get();

        assertThat(inFlight.get(KEY, context, () -> "second")).isEqualTo("second");
    }

    @Test
    void anotherThingIsNotWaitedFor() throws Exception {
        assertThat(inFlight.get(CacheKey.of("test", "other"), context, () -> "other"))
                .isEqualTo("other");
    }

    /** Tells when somebody has begun to wait, which registers a hook. */
    private static final class Second implements FetchContext {

        private final RecordingContext recording = new RecordingContext();
        private final CountDownLatch waits = new CountDownLatch(1);

        @Override
        public void warn(String message) {
            recording.warn(message);
        }

        @Override
        public void progress(FetchProgress progress) {
            recording.progress(progress);
        }

        @Override
        public boolean isCancelled() {
            return recording.isCancelled();
        }

        @Override
        public Registration onCancel(Runnable hook) {
            Registration registration = recording.onCancel(hook);
            waits.countDown();
            return registration;
        }
    }
}
