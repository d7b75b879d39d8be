package dev.flakelock.cli.view;

import dev.flakelock.core.view.LockComparison;
import dev.flakelock.core.view.LockComparison.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison in one line. */
final class Summary {

    private Summary() {}

    /** The line, without a line end: {@code 2 of 14 nodes changed: 1 added, 1 updated}. */
    static String of(LockComparison comparison) {
        if (comparison.changes().isEmpty()) {
            return "no input changed";
        }
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int count = comparison.count(kind);
            if (count > 0) {
                counts.add(count + " " + word(kind).toLowerCase(Locale.ROOT));
            }
        }
        int all = Math.max(comparison.nodesBefore(), comparison.nodesAfter());
        return comparison.nodesChanged() + " of " + all + (all == 1 ? " node" : " nodes") + " changed; inputs: "
                + String.join(", ", counts);
    }

    /** What became of an input, in Nix's word. */
    static String word(Kind kind) {
        return switch (kind) {
            case ADDED -> "Added";
            case UPDATED -> "Updated";
            case REMOVED -> "Removed";
        };
    }
}
