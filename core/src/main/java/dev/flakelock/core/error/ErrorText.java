package dev.flakelock.core.error;

import dev.flakelock.core.error.SourceLocation.ExcerptLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Renders an error as Nix lays it out: the message, the place with the lines around it, before them what was being done,
 * outermost first; below, the hint that Nix does not have.
 */
public final class ErrorText {

    /**
     * How an error is shown.
     *
     * @param showTrace whether all that was being done is listed, or only about as much as Nix shows by default
     * @param colors whether the text is for a terminal that shows colours
     * @param hints whether a hint is added below
     */
    public record Options(boolean showTrace, boolean colors, boolean hints) {

        /** For a file or a pipe, as Nix does without options, with hints. */
        public static final Options PLAIN = new Options(false, false, true);

        /** For the text of a message, which has Nix's colours in it until somebody takes them out. */
        public static final Options COLORED = new Options(false, true, true);
    }

    private static final String NORMAL = "\u001b[0m";
    private static final String RED = "\u001b[31;1m";
    private static final String BLUE = "\u001b[34;1m";
    private static final String MAGENTA = "\u001b[35;1m";

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    /** A step with a place counts two; after more than this the rest is left out. */
    private static final int STEPS_SHOWN = 3;

    /** So many repetitions of steps that were shown before are shown again; more are only counted. */
    private static final int REPETITIONS_SHOWN = 5;

    private final Options options;
    private final StringBuilder text = new StringBuilder();
    private int steps;

    private ErrorText(Options options) {
        this.options = options;
    }

    /** The text for an error, of one or more lines, without a line feed at its end. */
    public static String render(FlakeException error, Options options) {
        return new ErrorText(options).render(error);
    }

    /** A message of Nix's without the escape sequences for colours, or any others, that are in it. */
    public static String plain(String message) {
        return TerminalText.withoutEscapes(message);
    }

    /** What to do about a warning, as it stands below the warning. */
    public static String hintBelowWarning(String hint) {
        return "         hint: " + hint;
    }

    /** A whole message, from its first word on, with spaces for tabs, as Nix shows it. */
    public static String withoutTabs(String message) {
        return TerminalText.expandTabs(message);
    }

    private String render(FlakeException error) {
        String prefix = color(RED, "error:") + " ";
        List<Trace> traces = error.traces();
        if (!traces.isEmpty()) {
            addTraces(traces);
            text.append('\n').append(prefix);
        }
        text.append(message(error.getMessage())).append('\n');
        addLocation("", error.location());
        String hint = error.hint();
        if (options.hints() && hint != null) {
            text.append(color(MAGENTA, "hint:"))
                    .append(' ')
                    .append(TerminalText.withoutEscapes(hint))
                    .append('\n');
        }
        return TerminalText.expandTabs(indent(prefix));
    }

    private String color(String color, String plain) {
        return options.colors() ? color + plain + NORMAL : plain;
    }

    private String message(String message) {
        String safe = TerminalText.withoutEscapes(message);
        boolean quotesAreNames = options.colors() && !safe.startsWith("syntax error");
        return quotesAreNames ? QUOTED.matcher(safe).replaceAll("'" + MAGENTA + "$1" + NORMAL + "'") : safe;
    }

    private void addTraces(List<Trace> traces) {
        Set<Trace> seen = new HashSet<>();
        List<Trace> repeated = new ArrayList<>();
        boolean truncated = false;
        for (Trace trace : traces) {
            if (!options.showTrace() && steps > STEPS_SHOWN) {
                truncated = true;
                break;
            }
            if (!seen.add(trace)) {
                repeated.add(trace);
                continue;
            }
            addRepeated(repeated);
            steps++;
            addTrace(trace);
        }
        addRepeated(repeated);
        if (truncated) {
            String note = "(stack trace truncated; use '--show-trace' to show the full, detailed trace)";
            text.append('\n').append(color(MAGENTA, note)).append('\n');
        }
    }

    private void addRepeated(List<Trace> repeated) {
        if (repeated.size() > REPETITIONS_SHOWN) {
            String note = "(" + repeated.size() + " duplicate frames omitted)";
            text.append('\n').append(color(MAGENTA, note)).append('\n');
        } else {
            repeated.forEach(this::addTrace);
        }
        repeated.clear();
    }

    private void addTrace(Trace trace) {
        text.append("\n… ").append(message(trace.text())).append('\n');
        if (trace.location() != null) {
            addLocation("  ", trace.location());
            steps++;
        }
    }

    private void addLocation(String indent, @Nullable SourceLocation location) {
        if (location == null) {
            return;
        }
        text.append(indent).append(options.colors() ? BLUE + "at " + MAGENTA + location + NORMAL : "at " + location);
        text.append(':');
        for (ExcerptLine line : location.excerpt()) {
            text.append("\n %5d| ".formatted(line.number())).append(TerminalText.withoutEscapes(line.text()));
            if (line.number() == location.line()) {
                text.append("\n      |").append(" ".repeat(location.column())).append(color(RED, "^"));
            }
        }
        text.append('\n');
    }

    /** Puts the prefix before the first line and as many spaces before the others; cuts off blanks at their ends. */
    private String indent(String prefix) {
        StringBuilder out = new StringBuilder();
        String before = prefix;
        for (String line : text.toString().stripTrailing().split("\n", -1)) {
            out.append((before + line).stripTrailing()).append('\n');
            before = " ".repeat("error: ".length());
        }
        return out.substring(0, out.length() - 1);
    }
}
