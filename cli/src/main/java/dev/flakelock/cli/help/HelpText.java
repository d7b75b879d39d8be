package dev.flakelock.cli.help;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.command.CommandEntry;
import dev.flakelock.cli.command.CommandTree;
import dev.flakelock.cli.help.Body.Block;
import java.util.ArrayList;
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

    private HelpText() {}

    /** The help for what a command line has chosen, however incomplete it is. */
    public static String of(CommandTree tree) {
        ManualPage page = ManualPage.of(tree);
        CommandSpec spec = CommandSpec.create().name(page.command());
        spec.parser().separator(" ");
        UsageMessageSpec usage = spec.usageMessage().width(WIDTH).sortOptions(false);
        usage.customSynopsis(page.synopsis());
        usage.description(description(page));
        addCommands(spec, page.commands());
        addGroup(spec, "%nOptions:%n", page.flags());
        addGroup(spec, "%nOptions of every command:%n", page.globalFlags());
        usage.footer("", ManualPage.SETTINGS);
        return new CommandLine(spec).getUsageMessage(Help.Ansi.OFF);
    }

    private static String[] description(ManualPage page) {
        List<String> lines = new ArrayList<>(List.of(page.summary()));
        for (Block block : page.body().blocks()) {
            lines.add("");
            if (block instanceof Block.Paragraph paragraph) {
                lines.add(paragraph.words().replace("`", ""));
            } else if (block instanceof Block.Heading heading) {
                lines.add(heading.words() + ":");
            } else if (block instanceof Block.Code code) {
                code.lines().forEach(line -> lines.add("    " + line));
            }
        }
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static void addCommands(CommandSpec spec, List<CommandEntry> entries) {
        for (CommandEntry entry : entries) {
            CommandSpec command = CommandSpec.create();
            command.usageMessage().description(entry.summary());
            spec.addSubcommand(entry.name(), new CommandLine(command));
        }
    }

    private static void addGroup(CommandSpec spec, String heading, List<Flag> flags) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().heading(heading).validate(false);
        flags.forEach(flag -> group.addArg(option(flag)));
        if (!flags.isEmpty()) {
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
