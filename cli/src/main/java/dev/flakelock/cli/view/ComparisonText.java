package dev.flakelock.cli.view;

import dev.flakelock.cli.console.Ansi;
import dev.flakelock.core.lock.LockFileDiff.Target;
import dev.flakelock.core.view.LockComparison;
import dev.flakelock.core.view.LockComparison.Change;
import dev.flakelock.core.view.LockComparison.Kind;
import org.jspecify.annotations.Nullable;

/** A comparison for a terminal: the lines of Nix, the days between, and a page that shows what happened. */
public final class ComparisonText {

    private final StringBuilder text = new StringBuilder();

    private ComparisonText() {}

    /** The text, with escape sequences for colours and a final line end. */
    public static String of(LockComparison comparison) {
        ComparisonText result = new ComparisonText();
        comparison.changes().forEach(result::add);
        result.text.append(Summary.of(comparison)).append('\n');
        return result.text.toString();
    }

    private void add(Change change) {
        text.append("• ")
                .append(colour(change.kind()))
                .append(Summary.word(change.kind()))
                .append(" input '");
        text.append(change.path())
                .append("'")
                .append(Ansi.RESET)
                .append(days(change))
                .append('\n');
        line("    ", change.before());
        line(change.before() == null ? "    " : "  → ", change.after());
        change.compareUrl().ifPresent(url -> text.append("    ").append(url).append('\n'));
    }

    private static String days(Change change) {
        return change.days().isPresent() ? ": " + Age.days(change.days().getAsLong()) : "";
    }

    private void line(String prefix, @Nullable Target target) {
        if (target instanceof Target.Follows follows) {
            text.append(prefix).append("follows '").append(follows.path()).append("'\n");
        } else if (target instanceof Target.Locked locked) {
            text.append(prefix).append("'").append(locked.ref().show()).append("'");
            Version.date(locked.ref())
                    .ifPresent(date -> text.append(" (").append(date).append(')'));
            text.append('\n');
        }
    }

    private static String colour(Kind kind) {
        return switch (kind) {
            case ADDED -> Ansi.GREEN;
            case UPDATED -> Ansi.BOLD;
            case REMOVED -> Ansi.RED;
        };
    }
}
