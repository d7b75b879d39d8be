package dev.flakelock.cli.help;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.command.CommandEntry;
import dev.flakelock.cli.command.CommandTree;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help for a command, or for a group of commands, as a text. */
public final class HelpText {

    private static final int WIDTH = 100;
    private static final String SETTINGS =
            "Any setting of nix.conf can be given as well: --NAME VALUE, --extra-NAME VALUE for lists,"
                    + " --NAME and --no-NAME for switches.";

    private HelpText() {}

    /** The help for what a command line has chosen, however incomplete it is. */
    public static String of(CommandTree tree) {
        Syntax syntax = tree.syntax();
        CommandSpec spec = CommandSpec.create().name(name(tree));
        spec.parser().separator(" ");
        UsageMessageSpec usage = spec.usageMessage().width(WIDTH).sortOptions(false);
        if (syntax == null) {
            usage.description(capitalised(tree.group().summary()) + ".");
            usage.customSynopsis(name(tree) + " [OPTION...] COMMAND");
            addCommands(spec, tree.group());
        } else {
            usage.customSynopsis(
                    name(tree) + " [OPTION...] " + syntax.operands().usage());
            usage.description(summary(tree));
            addGroup(spec, "%nOptions:%n", syntax.flags());
        }
        addGroup(spec, "%nOptions of every command:%n", tree.globalFlags().flags());
        usage.footer("", SETTINGS);
        return new CommandLine(spec).getUsageMessage(Help.Ansi.OFF);
    }

    private static String name(CommandTree tree) {
        return String.join(" ", "flakelock", String.join(" ", tree.path())).strip();
    }

    private static String summary(CommandTree tree) {
        String word = tree.path().get(tree.path().size() - 1);
        return tree.group().entries().stream()
                .filter(entry -> entry.name().equals(word))
                .map(entry -> entry instanceof CommandEntry.Alias alias
                        ? alias.command().summary()
                        : entry.summary())
                .findFirst()
                .map(text -> capitalised(text) + ".")
                .orElse("");
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void addCommands(CommandSpec spec, CommandEntry.Group group) {
        for (CommandEntry entry : group.entries()) {
            if (!entry.summary().isEmpty()) {
                CommandSpec command = CommandSpec.create();
                command.usageMessage().description(entry.summary());
                spec.addSubcommand(entry.name(), new CommandLine(command));
            }
        }
    }

    private static void addGroup(CommandSpec spec, String heading, Flags flags) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().heading(heading).validate(false);
        List<Flag> effective = flags.list().stream()
                .filter(flag -> !flag.description().equals(Flag.NO_EFFECT))
                .toList();
        effective.forEach(flag -> group.addArg(option(flag)));
        if (!effective.isEmpty()) {
            spec.addArgGroup(group.build());
        }
    }

    private static OptionSpec option(Flag flag) {
        String[] names = flag.shortName() == '\0'
                ? new String[] {flag.name()}
                : new String[] {"-" + flag.shortName(), flag.name()};
        int values = flag.valueNames().size();
        OptionSpec.Builder option = OptionSpec.builder(names).description(flag.description());
        return values == 0
                ? option.arity("0").type(boolean.class).build()
                : option.arity(Integer.toString(values))
                        .type(String[].class)
                        .hideParamSyntax(true)
                        .paramLabel(String.join(" ", flag.valueNames()))
                        .build();
    }
}
