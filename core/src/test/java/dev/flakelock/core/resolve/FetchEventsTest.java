package dev.flakelock.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.fetch.FetchProgress.Activity;
import dev.flakelock.core.lock.InputAttrPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchEventsTest {

    private static final InputAttrPath INPUT = InputAttrPath.of("a", "b");

    private final List<FetchEvent> told = new ArrayList<>();
    private long nanos;
    private final LockListener listener = new LockListener() {
        @Override
        public void warning(String message) {
            throw new AssertionError(message);
        }

        @Override
        public void fetching(FetchEvent event) {
            told.add(event);
        }
    };
    private final FetchEvents events = new FetchEvents(listener, () -> nanos);

    @Test
    void progressIsToldNoMoreOftenThanTheClockAllows() {
        FetchTask<String> task = new FetchTask<>(context -> "done", () -> {});
        FetchProgress first = new FetchProgress(Activity.DOWNLOADING, 10, 100);
        FetchProgress second = new FetchProgress(Activity.DOWNLOADING, 20, 100);
        events.started(task, INPUT, "r");
        task.progress(first);
        events.tell();
        nanos += FetchEvents.INTERVAL_NANOS;
        events.tell();
        nanos += FetchEvents.INTERVAL_NANOS - 1;
        task.progress(second);
        events.tell();
        nanos += 1;
        events.tell();
        nanos += FetchEvents.INTERVAL_NANOS;
        events.tell();

        assertThat(told)
                .containsExactly(
                        new FetchEvent.Started(INPUT, "r"),
                        new FetchEvent.Advanced(INPUT, "r", first),
                        new FetchEvent.Advanced(INPUT, "r", second));
    }

    @Test
    void theEndIsToldOnceAndAfterAllDetails() {
        FetchTask<String> good = new FetchTask<>(
                context -> {
                    context.detail("GET x: 200");
                    context.progress(new FetchProgress(Activity.DOWNLOADING, 7, -1));
                    return "done";
                },
                () -> {});
        FetchTask<String> bad = new FetchTask<>(
                context -> {
                    throw new FlakeException("no");
                },
                () -> {});
        events.started(good, INPUT, "good");
        events.started(bad, InputAttrPath.ROOT, "bad");
        good.run();
        bad.run();
        events.tell();
        events.tell();

        assertThat(told.subList(2, told.size()))
                .containsExactly(
                        new FetchEvent.Detail(INPUT, "good", "GET x: 200"),
                        new FetchEvent.Finished(INPUT, "good", 7),
                        new FetchEvent.Failed(InputAttrPath.ROOT, "bad", "no"));
    }
}
