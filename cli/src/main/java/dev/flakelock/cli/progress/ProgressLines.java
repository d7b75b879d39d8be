package dev.flakelock.cli.progress;

import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.resolve.FetchEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is under way, as lines: one for each of the first fetches, with the input, what is being done, the bytes and their
 * rate, then one for all of them. What matters most comes first, since a terminal may be narrow.
 */
final class ProgressLines {

    private static final int MOST = 8;
    private static final int WIDEST_NAME = 28;

    /** One fetch that is under way. */
    private static final class Fetch {

        final InputAttrPath input;
        final Rate rate = new Rate();
        String activity = "waiting";
        long bytes;
        long total = -1;

        Fetch(InputAttrPath input) {
            this.input = input;
        }
    }

    private final InstantSource clock;
    private final Map<String, Fetch> underway = new LinkedHashMap<>();
    private final FetchCount count = new FetchCount();
    private final Rate rate = new Rate();
    private long began = -1;
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
        count.take(event);
        if (event instanceof FetchEvent.Started started) {
            underway.put(started.reference(), new Fetch(started.input()));
        } else if (event instanceof FetchEvent.Advanced advanced) {
            advance(underway.get(advanced.reference()), advanced.progress());
        } else if (event instanceof FetchEvent.Finished done) {
            underway.remove(done.reference());
            finishedBytes += done.bytes();
        } else if (event instanceof FetchEvent.Failed failed) {
            underway.remove(failed.reference());
        }
        rate.at(bytes(), clock.millis());
    }

    private void advance(@Nullable Fetch fetch, FetchProgress progress) {
        if (fetch != null) {
            fetch.activity = progress.activity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            fetch.bytes = progress.bytes();
            fetch.total = progress.totalBytes();
            fetch.rate.at(fetch.bytes, clock.millis());
        }
    }

    private long bytes() {
        return finishedBytes
                + underway.values().stream().mapToLong(fetch -> fetch.bytes).sum();
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
        int width = Math.min(WIDEST_NAME, widestName());
        boolean totals = underway.values().stream().anyMatch(fetch -> fetch.total > 0);
        underway.forEach((reference, fetch) -> {
            if (lines.size() < MOST) {
                lines.add("  " + name(fetch, width) + progress(fetch, totals) + "  " + reference);
            }
        });
        lines.add(total(underway.size() - lines.size()));
        return lines;
    }

    private int widestName() {
        return underway.values().stream()
                .limit(MOST)
                .mapToInt(fetch -> fetch.input.toString().length())
                .max()
                .orElse(0);
    }

    private static String name(Fetch fetch, int width) {
        return width == 0 ? "" : String.format(Locale.ROOT, "%-" + width + "s  ", fetch.input);
    }

    private String progress(Fetch fetch, boolean totals) {
        String size = fetch.bytes == 0 ? "" : ByteCount.of(fetch.bytes);
        String all = fetch.total > 0 && fetch.bytes > 0 ? "/ " + ByteCount.of(fetch.total) : "";
        String total = totals ? String.format(Locale.ROOT, " %-12s", all) : "";
        return String.format(
                Locale.ROOT,
                "%-11s %10s%s %12s",
                fetch.activity,
                size,
                total,
                fetch.rate.text(fetch.bytes, clock.millis()));
    }

    private String total(int hidden) {
        long bytes = bytes();
        String more = hidden > 0 ? ", " + hidden + " more under way" : "";
        String size = bytes == 0 ? "" : ", " + ByteCount.of(bytes);
        String speed = rate.text(bytes, clock.millis());
        return count.text() + more + size + (speed.isEmpty() ? "" : ", " + speed);
    }
}
