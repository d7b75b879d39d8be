package dev.flakelock.cli.help;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.command.CommandEntry;
import dev.flakelock.cli.command.CommandTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to say about a command, or about a group of commands: the one source of {@code --help}, of the man
 * page and of the page among the documents.
 *
 * @param path the words that lead to it; none for {@code flakelock} itself
 * @param summary what it does, as a sentence
 * @param operands how its operands stand in a usage line
 * @param body what is written by hand
 * @param flags its own flags
 * @param globalFlags those that every command has
 * @param commands the commands of a group
 */
record ManualPage(
        List<String> path,
        String summary,
        String operands,
        Body body,
        List<Flag> flags,
        List<Flag> globalFlags,
        List<CommandEntry> commands) {

    /** What is said about the settings, which all are flags, too. */
    static final String SETTINGS =
            "Any setting of nix.conf can be given as well: --NAME VALUE, --extra-NAME VALUE for lists,"
                    + " --NAME and --no-NAME for switches.";

    /** The page for what a command line has chosen, however incomplete it is. */
    static ManualPage of(CommandTree tree) {
        Syntax syntax = tree.syntax();
        List<String> path = tree.canonicalPath();
        List<CommandEntry> commands = syntax != null
                ? List.of()
                : tree.group().entries().stream()
                        .filter(entry -> !entry.summary().isEmpty())
                        .toList();
        return new ManualPage(
                path,
                sentence(tree),
                syntax == null ? "COMMAND" : syntax.operands().usage(),
                Body.of(name(path, "-")),
                syntax == null ? List.of() : effective(syntax.flags().list()),
                effective(tree.globalFlags().flags().list()),
                commands);
    }

    /** The command as it is typed: {@code flakelock registry add}. */
    String command() {
        return path.isEmpty() ? "flakelock" : "flakelock " + String.join(" ", path);
    }

    /** The usage line. */
    String synopsis() {
        return (command() + " [OPTION...] " + operands).strip();
    }

    /** The name of the man page: {@code flakelock-registry-add}. */
    String manName() {
        return path.isEmpty() ? "flakelock" : "flakelock-" + String.join("-", path);
    }

    /** The name of the command with something between its words, or {@code flakelock} without any. */
    static String name(List<String> path, String between) {
        return path.isEmpty() ? "flakelock" : String.join(between, path);
    }

    private static String sentence(CommandTree tree) {
        CommandEntry.@Nullable Leaf leaf = tree.leaf();
        String text = leaf == null ? tree.group().summary() : leaf.summary();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static List<Flag> effective(List<Flag> flags) {
        return flags.stream()
                .filter(flag -> !flag.description().equals(Flag.NO_EFFECT))
                .toList();
    }
}
