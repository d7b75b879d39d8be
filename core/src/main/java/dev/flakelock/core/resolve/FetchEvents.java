package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.text.SafeUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how fetches go, on the thread that decides: it looks at them from time to time. Used by that thread
 * only.
 */
final class FetchEvents {

    /** So often the listener is told, at most. */
    static final long INTERVAL_NANOS = 100_000_000;

    private static final class Watched {

        final FetchTask<?> task;
        final InputAttrPath input;
        final String reference;

        @Nullable FetchProgress told;

        Watched(FetchTask<?> task, InputAttrPath input, String reference) {
            this.task = task;
            this.input = input;
            this.reference = reference;
        }
    }

    private final LockListener listener;
    private final LongSupplier nanos;
    private final List<Watched> underway = new ArrayList<>();
    private long last;

    /**
     * Events for a listener.
     *
     * @param nanos a clock in nanoseconds from anywhere
     */
    FetchEvents(LockListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** A fetch begins. */
    void started(FetchTask<?> task, InputAttrPath input, String reference) {
        String shown = SafeUrl.ofReference(reference);
        underway.add(new Watched(task, input, shown));
        listener.fetching(new FetchEvent.Started(input, shown));
    }

    /** Tells what there is to tell by now. */
    void tell() {
        long now = nanos.getAsLong();
        boolean due = now - last >= INTERVAL_NANOS;
        last = due ? now : last;
        for (Watched watched : List.copyOf(underway)) {
            tell(watched, due);
        }
    }

    private void tell(Watched watched, boolean due) {
        // Asked for first: what is told of a fetch is complete when it has ended.
        boolean ended = watched.task.hasEnded();
        for (String text : watched.task.takeDetails()) {
            listener.fetching(new FetchEvent.Detail(watched.input, watched.reference, text));
        }
        FetchProgress progress = watched.task.lastProgress();
        if (due && !ended && progress != null && isNews(progress, watched.told)) {
            watched.told = progress;
            listener.fetching(new FetchEvent.Advanced(watched.input, watched.reference, progress));
        }
        if (ended) {
            underway.remove(watched);
            listener.fetching(end(watched, progress == null ? 0 : progress.bytes()));
        }
    }

    // Not equals: what a record has by itself is put together when it is first used, 15 ms of a short command.
    private static boolean isNews(FetchProgress progress, @Nullable FetchProgress told) {
        return told == null
                || progress.activity() != told.activity()
                || progress.bytes() != told.bytes()
                || progress.totalBytes() != told.totalBytes();
    }

    private static FetchEvent end(Watched watched, long bytes) {
        Fact<?> outcome = watched.task.outcome();
        FlakeException failure = outcome == null ? null : outcome.failure();
        return failure == null
                ? new FetchEvent.Finished(watched.input, watched.reference, bytes)
                : new FetchEvent.Failed(watched.input, watched.reference, failure.getMessage());
    }
}
