package dev.flakelock.cli.view;

import dev.flakelock.core.lock.LockFileDiff.Target;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.view.LockComparison;
import dev.flakelock.core.view.LockComparison.Change;
import org.jspecify.annotations.Nullable;

/** A comparison as Markdown, for the description of a pull request: a table and a line below it. */
public final class ComparisonMarkdown {

    private final StringBuilder text = new StringBuilder();

    private ComparisonMarkdown() {}

    /** The text, with a final line end. */
    public static String of(LockComparison comparison) {
        ComparisonMarkdown result = new ComparisonMarkdown();
        if (!comparison.changes().isEmpty()) {
            result.text.append("| | input | from | to | days | changes |\n|---|---|---|---|--:|---|\n");
            comparison.changes().forEach(result::add);
            result.text.append('\n');
        }
        result.text.append(Summary.of(comparison)).append('\n');
        return result.text.toString();
    }

    private void add(Change change) {
        cell(Summary.word(change.kind()));
        cell(code(change.path().toString()));
        cell(shown(change.before()));
        cell(shown(change.after()));
        cell(change.days().isPresent() ? Long.toString(change.days().getAsLong()) : "");
        cell(change.compareUrl().map(url -> "[compare](" + url + ")").orElse(""));
        text.append("|\n");
    }

    private void cell(String contents) {
        text.append(contents.isEmpty() ? "| " : "| " + contents + " ");
    }

    private static String shown(@Nullable Target target) {
        if (target instanceof Target.Follows follows) {
            return "follows " + code(follows.path().toString());
        }
        return target instanceof Target.Locked locked ? shown(locked.ref()) : "";
    }

    private static String shown(FlakeRef ref) {
        String version = Version.shortRev(ref).orElseGet(ref::show);
        return code(version) + Version.date(ref).map(date -> " " + date).orElse("");
    }

    /** A piece of code in a table, where nothing but the bar, and the backtick itself, has a meaning. */
    private static String code(String words) {
        if (words.isEmpty()) {
            return "(the flake itself)";
        }
        String fence = words.contains("`") ? "`` " : "`";
        String end = words.contains("`") ? " ``" : "`";
        return fence + words.replace("|", "\\|").replaceAll("\\s", " ") + end;
    }
}
