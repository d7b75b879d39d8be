package dev.flakelock.cli.progress;

import dev.flakelock.cli.console.Console;
import dev.flakelock.cli.view.ComparisonJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.SourceLocation;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.resolve.FetchEvent;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.core.view.LockComparison;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints events as JSON, one per line, on standard output. Each has the member {@code event}; the others are described in
 * {@code cli/docs/events.md}.
 */
public final class JsonEvents {

    private final Console console;

    /** Events for this console. */
    public JsonEvents(Console console) {
        this.console = console;
    }

    /** Something happens to a fetch. */
    public void fetching(FetchEvent event) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("reference", new JsonValue.Text(event.reference()));
        if (!event.input().isRoot()) {
            members.put("input", ComparisonJson.path(event.input()));
        }
        if (event instanceof FetchEvent.Started) {
            print("fetch-started", members);
        } else if (event instanceof FetchEvent.Advanced advanced) {
            put(members, advanced.progress());
            print("fetch-advanced", members);
        } else if (event instanceof FetchEvent.Finished finished) {
            members.put("bytes", new JsonValue.Int(finished.bytes()));
            print("fetch-finished", members);
        } else if (event instanceof FetchEvent.Failed failed) {
            members.put("message", new JsonValue.Text(failed.message()));
            print("fetch-failed", members);
        } else if (event instanceof FetchEvent.Detail detail) {
            members.put("message", new JsonValue.Text(detail.text()));
            print("fetch-detail", members);
        }
    }

    private static void put(Map<String, JsonValue> members, FetchProgress progress) {
        String activity = progress.activity().name().toLowerCase(Locale.ROOT).replace('_', '-');
        members.put("activity", new JsonValue.Text(activity));
        members.put("bytes", new JsonValue.Int(progress.bytes()));
        if (progress.totalBytes() >= 0) {
            members.put("totalBytes", new JsonValue.Int(progress.totalBytes()));
        }
    }

    /** Something that the user is told; {@code event} is {@code warning} or {@code notice}. */
    public void message(String event, String text) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("message", new JsonValue.Text(Console.plain(text)));
        print(event, members);
    }

    /** A flake has been locked: what changed, one event for each input, and that it is over. */
    public void locked(LockedFlake flake) {
        LockComparison comparison = LockComparison.between(flake.lockFileBefore(), flake.lockFile());
        comparison
                .changes()
                .forEach(change -> print(
                        "changed", new TreeMap<>(ComparisonJson.change(change).members())));
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("changes", new JsonValue.Int(comparison.changes().size()));
        members.put("written", new JsonValue.Bool(flake.isWritten()));
        print("locked", members);
    }

    /** The command failed. */
    public void error(FlakeException error) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("message", new JsonValue.Text(error.getMessage()));
        members.put("exitStatus", new JsonValue.Int(error.exitStatus()));
        members.put(
                "traces",
                new JsonValue.Array(error.traces().stream()
                        .map(Trace::text)
                        .<JsonValue>map(JsonValue.Text::new)
                        .toList()));
        SourceLocation location = error.location();
        if (location != null) {
            members.put("location", new JsonValue.Text(location.toString()));
        }
        String hint = error.hint();
        if (hint != null) {
            members.put("hint", new JsonValue.Text(hint));
        }
        print("error", members);
    }

    private void print(String event, Map<String, JsonValue> members) {
        members.put("event", new JsonValue.Text(event));
        console.print(JsonWriter.compact(JsonValue.Obj.of(members)) + "\n");
    }
}
