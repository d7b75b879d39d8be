package dev.flakelock.cli.progress;

import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.resolve.FetchEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is under way, as lines: one for each of the first fetches, with what it is doing, its bytes and its rate, then one
 * for all of them.
 */
final class ProgressLines {

    private static final int MOST = 8;

    /** One fetch that is under way. */
    private static final class Fetch {

        final long since;
        String activity = "waiting";
        long bytes;
        long total = -1;

        Fetch(long since) {
            this.since = since;
        }
    }

    private final InstantSource clock;
    private final Map<String, Fetch> underway = new LinkedHashMap<>();
    private long began = -1;
    private int finished;
    private long finishedBytes;

    /** Lines for nothing yet. */
    ProgressLines(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note of what happens. */
    void take(FetchEvent event) {
        if (began < 0) {
            began = clock.millis();
        }
        if (event instanceof FetchEvent.Started started) {
            underway.put(started.reference(), new Fetch(clock.millis()));
        } else if (event instanceof FetchEvent.Advanced advanced) {
            advance(underway.get(advanced.reference()), advanced.progress());
        } else if (event instanceof FetchEvent.Finished done) {
            underway.remove(done.reference());
            finished++;
            finishedBytes += done.bytes();
        } else if (event instanceof FetchEvent.Failed failed) {
            underway.remove(failed.reference());
        }
    }

    private static void advance(@Nullable Fetch fetch, FetchProgress progress) {
        if (fetch != null) {
            fetch.activity = progress.activity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            fetch.bytes = progress.bytes();
            fetch.total = progress.totalBytes();
        }
    }

    /** How long something has been under way, in milliseconds. */
    long age() {
        return began < 0 ? 0 : clock.millis() - began;
    }

    /** The lines; none when nothing is under way. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (underway.isEmpty()) {
            return lines;
        }
        underway.forEach((reference, fetch) -> {
            if (lines.size() < MOST) {
                lines.add(line(reference, fetch));
            }
        });
        lines.add(total(underway.size() - lines.size()));
        return lines;
    }

    private String line(String reference, Fetch fetch) {
        String size = fetch.bytes == 0 ? "" : ByteCount.of(fetch.bytes);
        String all = fetch.total > 0 && fetch.bytes > 0 ? "/ " + ByteCount.of(fetch.total) : "";
        String rate = ByteCount.rate(fetch.bytes, clock.millis() - fetch.since);
        return String.format(Locale.ROOT, "  %-11s %10s %-12s %11s  %s", fetch.activity, size, all, rate, reference);
    }

    private String total(int hidden) {
        long bytes = finishedBytes
                + underway.values().stream().mapToLong(fetch -> fetch.bytes).sum();
        String count = finished + " of " + (finished + underway.size()) + " fetched";
        String more = hidden > 0 ? ", " + hidden + " more under way" : "";
        String size = bytes == 0 ? "" : ", " + ByteCount.of(bytes);
        String rate = ByteCount.rate(bytes, age());
        return count + more + size + (rate.isEmpty() ? "" : ", " + rate);
    }
}
