package dev.flakelock.fetcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.fetcher.input.InputFetcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the other fetches when one fails or the user has had enough. */
@Timeout(60)
class FailedFetchesTest {

    private static final String STEP = """
            {"args": ["lock"], "globalRegistry": null, "repos": {}, "files": {"flake.nix":
            "{ inputs.a.url = \\"github:o/a\\"; inputs.b.url = \\"github:o/b\\"; inputs.c.url = \\"github:o/c\\"; outputs = _: { }; }"}}
            """;

    @TempDir
    private Path directory;

    @Test
    void theFirstFailureInOrderOfTheInputsIsReported() throws Exception {
        CountDownLatch othersFailed = new CountDownLatch(2);
        InputFetcher fetcher = (input, context) -> {
            if ("a".equals(input.attrs().text("repo"))) {
                await(othersFailed);
            } else {
                othersFailed.countDown();
            }
            throw new FlakeException("no luck with " + input.attrs().text("repo"));
        };

        FlakeException failure = failureOf(fetcher);

        assertThat(failure).hasMessage("no luck with a");
        assertThat(failure.traces().stream().map(Trace::text).skip(1))
                .containsExactly("while updating the flake input 'a'", "while fetching the input 'github:o/a'");
        assertThat(Files.exists(directory.resolve("work/flake/flake.lock"))).isFalse();
    }

    @Test
    void afterAFailureTheOthersAreCancelled() throws Exception {
        CountDownLatch othersRun = new CountDownLatch(2);
        AtomicInteger cancelled = new AtomicInteger();
        InputFetcher fetcher = (input, context) -> {
            if ("a".equals(input.attrs().text("repo"))) {
                await(othersRun);
                throw new FlakeException("no luck");
            }
            waitForCancellation(context, othersRun, cancelled);
            throw new FlakeException("interrupted");
        };

        assertThat(failureOf(fetcher)).hasMessage("no luck");
        assertThat(cancelled).hasValue(2);
    }

    @Test
    void anInterruptedLockingCancelsAllFetches() throws Exception {
        CountDownLatch running = new CountDownLatch(3);
        AtomicInteger cancelled = new AtomicInteger();
        Thread locking = Thread.currentThread();
        InputFetcher fetcher = (input, context) -> {
            waitForCancellation(context, running, cancelled);
            throw new FlakeException("interrupted");
        };
        Thread user = new Thread(() -> {
            await(running);
            locking.interrupt();
        });
        user.start();

        FlakeException failure = failureOf(fetcher);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessage("interrupted by the user");
        assertThat(cancelled).hasValue(3);
        user.join();
    }

    private static void waitForCancellation(FetchContext context, CountDownLatch running, AtomicInteger cancelled) {
        CountDownLatch hookRun = new CountDownLatch(1);
        context.onCancel(() -> {
            cancelled.incrementAndGet();
            hookRun.countDown();
        });
        running.countDown();
        await(hookRun);
    }

    /** Waits as a blocked read does: no interrupt ends it. */
    private static void await(CountDownLatch latch) {
        while (!isOver(latch)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private FlakeException failureOf(InputFetcher gitHub) throws IOException, JsonSyntaxException {
        Json json = Json.of(JsonReader.read(STEP.getBytes(StandardCharsets.UTF_8)));
        RecordedStep step = RecordedStep.of(json, null);
        RecordedCase recorded = new RecordedCase(Json.empty(), List.of(step));
        Recording recording = new Recording(new TreeMap<>(), List.of(recorded));
        Replay replay = new Replay(
                recording,
                recorded,
                directory.toRealPath(),
                3,
                inner -> Turnstile.each(inner, fetcher -> fetcher == inner.github() ? gitHub : fetcher));
        @Nullable FlakeException failure = replay.run(step).failure();
        return Objects.requireNonNull(failure);
    }
}
