package dev.flakelock.cli.command;

import dev.flakelock.cli.args.ArgumentParser;
import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.core.error.FlakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the command that a command line names, and fills it. */
public final class CommandTree implements ArgumentParser.Target {

    private final Session session;
    private final GlobalFlags globalFlags;
    private final List<String> path = new ArrayList<>();
    private CommandEntry.Group group;
    private CommandEntry.@Nullable Leaf leaf;
    private @Nullable Command command;
    private @Nullable Syntax syntax;

    /** The tree of all commands, of which none is chosen yet. */
    public CommandTree(Session session) {
        this.session = session;
        this.globalFlags = new GlobalFlags(session);
        this.group = Commands.ROOT;
    }

    /** The words that led to the command, or to the group of commands, so far. */
    public List<String> path() {
        return List.copyOf(path);
    }

    /** The same without detours: other names of a command, and the word that stands for Nix's own. */
    public List<String> canonicalPath() {
        List<String> words = new ArrayList<>(path);
        if (leaf != null) {
            words.set(words.size() - 1, leaf.name());
        }
        words.remove(Commands.FLAKE.name());
        return words;
    }

    /** The entry of the chosen command; null if none is chosen yet. */
    public CommandEntry.@Nullable Leaf leaf() {
        return leaf;
    }

    /** The group of commands that was chosen last. */
    public CommandEntry.Group group() {
        return group;
    }

    /** The flags that every command has. */
    public GlobalFlags globalFlags() {
        return globalFlags;
    }

    /** What the chosen command can be given; null if none is chosen yet. */
    public @Nullable Syntax syntax() {
        return syntax;
    }

    /**
     * The chosen command.
     *
     * @throws UsageException if none is chosen
     */
    public Command command() throws UsageException {
        if (command == null) {
            throw new UsageException(missingCommand());
        }
        return command;
    }

    @Override
    public @Nullable Flag find(String argument) {
        Flag own = syntax == null ? null : syntax.flags().find(argument);
        return own == null ? globalFlags.find(argument) : own;
    }

    @Override
    public List<String> names() {
        Stream<Flag> own = syntax == null ? Stream.of() : syntax.flags().list().stream();
        return Stream.concat(own, globalFlags.flags().list().stream())
                .map(Flag::name)
                .toList();
    }

    @Override
    public void operand(String value) throws FlakeException {
        if (syntax == null) {
            choose(value);
        } else {
            syntax.operands().take(value);
        }
    }

    @Override
    public void end() throws FlakeException {
        if (syntax != null) {
            syntax.operands().end();
        }
    }

    private void choose(String word) throws UsageException {
        CommandEntry entry = group.entries().stream()
                .filter(candidate -> candidate.name().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
        path.add(word);
        if (entry instanceof CommandEntry.Group inner) {
            group = inner;
        } else if (entry instanceof CommandEntry.Leaf leaf) {
            start(leaf);
        } else if (entry instanceof CommandEntry.Alias alias) {
            session.console()
                    .warn("'nix flake " + word + "' is a deprecated alias for 'nix flake "
                            + alias.command().name() + "'");
            start(alias.command());
        }
    }

    private void start(CommandEntry.Leaf chosen) {
        leaf = chosen;
        command = chosen.factory().apply(session);
        syntax = command.syntax();
    }

    private UsageException unknown(String word) {
        List<String> known = group.entries().stream().map(CommandEntry::name).toList();
        return new UsageException("'" + word + "' is not a recognised command" + Suggestions.below(word, known));
    }

    private String missingCommand() {
        StringBuilder text = new StringBuilder("flakelock");
        path.forEach(word -> text.append(' ').append(word));
        text.append(" requires a sub-command. Available sub-commands:\n");
        group.entries().stream()
                .map(CommandEntry::name)
                .sorted()
                .forEach(name -> text.append("\n  · ").append(name));
        return text.toString();
    }
}
