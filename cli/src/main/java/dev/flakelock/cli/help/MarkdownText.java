package dev.flakelock.cli.help;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.command.CommandEntry;
import java.util.ArrayList;
import java.util.List;

/** A page in Markdown, for the documents of the project. */
final class MarkdownText {

    private static final String GENERATED =
            "<!-- Made from the tables of the command and from its page in cli/src/main/resources; edit those. -->\n\n";

    private MarkdownText() {}

    /** The text, with a final line end. */
    static String of(ManualPage page) {
        StringBuilder text = new StringBuilder(GENERATED);
        text.append("# ")
                .append(page.command())
                .append("\n\n")
                .append(page.summary())
                .append("\n\n");
        text.append("    ").append(page.synopsis()).append("\n\n");
        String body = Body.source(ManualPage.name(page.path(), "-")).strip();
        text.append(body.isEmpty() ? "" : body + "\n\n");
        addCommands(text, page);
        addFlags(text, "Options", page.flags());
        if (page.path().isEmpty()) {
            addFlags(text, "Options of every command", page.globalFlags());
            text.append(ManualPage.SETTINGS).append('\n');
        } else {
            text.append("[Options of every command](flakelock.md#options-of-every-command)\n");
        }
        return text.toString();
    }

    private static void addCommands(StringBuilder text, ManualPage page) {
        if (page.commands().isEmpty()) {
            return;
        }
        text.append("## Commands\n\n| command | |\n|---|---|\n");
        for (CommandEntry entry : page.commands()) {
            List<String> path = new ArrayList<>(page.path());
            path.add(entry.name());
            boolean hasPage = !entry.summary().contains("deprecated");
            String name = "`" + entry.name() + "`";
            text.append("| ").append(hasPage ? "[" + name + "](" + String.join("-", path) + ".md)" : name);
            text.append(" | ").append(entry.summary()).append(" |\n");
        }
        text.append('\n');
    }

    private static void addFlags(StringBuilder text, String heading, List<Flag> flags) {
        if (flags.isEmpty()) {
            return;
        }
        text.append("## ").append(heading).append("\n\n| option | |\n|---|---|\n");
        for (Flag flag : flags) {
            String letter = flag.shortName() == '\0' ? "" : "-" + flag.shortName() + ", ";
            String values = flag.valueNames().isEmpty() ? "" : " " + String.join(" ", flag.valueNames());
            text.append("| `").append(letter).append(flag.name()).append(values).append("` | ");
            text.append(flag.description()).append(" |\n");
        }
        text.append('\n');
    }
}
