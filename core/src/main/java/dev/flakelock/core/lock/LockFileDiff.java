package dev.flakelock.core.lock;

import dev.flakelock.core.ref.FlakeRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two lock files, in order of the input paths. Immutable.
 *
 * <p>An input has changed if it is locked to something else or follows something else; the hidden attributes count as
 * well, which is why a relative input that was made anew appears as updated to itself.
 *
 * @param changes the changes; may be empty although the files differ, since original references are not looked at
 */
public record LockFileDiff(List<Change> changes) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    /**
     * One changed input. At least one of the two sides is there.
     *
     * @param path the path of the input
     * @param before where it led before; null if it is new
     * @param after where it leads now; null if it is gone
     */
    public record Change(
            InputAttrPath path,
            @Nullable Target before,
            @Nullable Target after) {}

    /** Where an input leads, by value. */
    public sealed interface Target {

        /** Where an edge of a lock file leads; null without one. */
        static @Nullable Target of(LockFile lock, @Nullable Edge edge) {
            if (edge == null) {
                return null;
            }
            return edge instanceof Edge.Follows follows
                    ? new Follows(follows.target())
                    : new Locked(
                            lock.node(((Edge.ToNode) edge).key()).requirePin().locked());
        }

        /** To a locked reference. */
        record Locked(FlakeRef ref) implements Target {}

        /** To another input. */
        record Follows(InputAttrPath path) implements Target {}
    }

    /** Copies the collections. */
    public LockFileDiff {
        changes = List.copyOf(changes);
    }

    /** The changes from one lock file to another. */
    public static LockFileDiff between(LockFile before, LockFile after) {
        NavigableMap<InputAttrPath, Edge> old = before.edges();
        NavigableMap<InputAttrPath, Edge> now = after.edges();
        NavigableSet<InputAttrPath> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (InputAttrPath path : paths) {
            Target from = Target.of(before, old.get(path));
            Target to = Target.of(after, now.get(path));
            if (from == null || !from.equals(to)) {
                changes.add(new Change(path, from, to));
            }
        }
        return new LockFileDiff(changes);
    }

    /** The changes as Nix prints them, with its escape sequences for colours; empty without changes. */
    public String toAnsiText() {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            append(text, change);
        }
        return text.toString();
    }

    /** The changes as Nix prints them where there are no colours; empty without changes. */
    public String toText() {
        return toAnsiText().replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private static void append(StringBuilder text, Change change) {
        Target before = change.before();
        Target after = change.after();
        if (before == null && after != null) {
            text.append("• \u001b[32;1mAdded input '").append(change.path()).append("':\u001b[0m\n");
            text.append("    ").append(show(after)).append('\n');
        } else if (before != null && after == null) {
            text.append("• \u001b[31;1mRemoved input '").append(change.path()).append("'\u001b[0m\n");
        } else if (before != null && after != null) {
            text.append("• \u001b[1mUpdated input '").append(change.path()).append("':\u001b[0m\n");
            text.append("    ").append(show(before)).append('\n');
            text.append("  → ").append(show(after)).append('\n');
        }
    }

    private static String show(Target target) {
        if (target instanceof Target.Follows follows) {
            return "follows '" + follows.path() + "'";
        }
        FlakeRef ref = ((Target.Locked) target).ref();
        Long lastModified = ref.input().attrs().number("lastModified");
        String date = lastModified == null ? "" : " (" + DATE.format(Instant.ofEpochSecond(lastModified)) + ")";
        return "'" + ref.show() + "'" + date;
    }
}
