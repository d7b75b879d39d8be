package dev.flakelock.cli.progress;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.resolve.FetchEvent;
import java.time.InstantSource;

/**
 * Shows fetches on the console. On a terminal: lines that are drawn over and over and are gone at the end; none for the
 * first moment, so that what is quick leaves no trace. With {@code --verbose} also lines that stay: requests, what was in
 * the cache, and, where there is no terminal, what begins and ends.
 */
public final class ProgressDisplay {

    private static final long QUIET_MILLIS = 300;
    private static final long REDRAW_MILLIS = 100;

    private final Console console;
    private final InstantSource clock;
    private final ProgressLines lines;
    private long drawn;

    /** A display of nothing yet. */
    public ProgressDisplay(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
        this.lines = new ProgressLines(clock);
    }

    /** Takes note of what happens, and shows it if it is time. */
    public void take(FetchEvent event) {
        lines.take(event);
        if (console.isVerbose()) {
            say(event);
        }
        if (console.showsStatus()) {
            draw();
        }
    }

    private void draw() {
        long now = clock.millis();
        boolean over = lines.lines().isEmpty();
        if (over) {
            console.clearStatus();
        } else if (lines.age() >= QUIET_MILLIS && now - drawn >= REDRAW_MILLIS) {
            drawn = now;
            console.showStatus(lines.lines());
        }
    }

    private void say(FetchEvent event) {
        if (event instanceof FetchEvent.Detail detail) {
            console.say(detail.text());
        } else if (!console.showsStatus() && event instanceof FetchEvent.Started) {
            console.say("fetching " + what(event));
        } else if (!console.showsStatus() && event instanceof FetchEvent.Finished finished) {
            String size = finished.bytes() == 0 ? "" : " (" + ByteCount.of(finished.bytes()) + ")";
            console.say("fetched " + what(event) + size);
        } else if (event instanceof FetchEvent.Failed) {
            console.say("could not fetch " + what(event));
        }
    }

    private static String what(FetchEvent event) {
        String input = event.input().isRoot() ? "" : " for input '" + event.input() + "'";
        return "'" + event.reference() + "'" + input;
    }
}
