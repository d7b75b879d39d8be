package dev.flakelock.cli.help;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.command.CommandEntry;
import dev.flakelock.cli.help.Body.Block;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A page for {@code man}, in the macros that every man program knows. */
final class ManText {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final ManualPage page;
    private final StringBuilder text = new StringBuilder();

    private ManText(ManualPage page) {
        this.page = page;
    }

    /**
     * The page.
     *
     * @param version what stands in its foot: the name of the program and its version
     * @param date the day that stands there, for example {@code 2024-01-31}
     */
    static String of(ManualPage page, String version, String date) {
        return new ManText(page).write(version, date);
    }

    private String write(String version, String date) {
        String title = page.manName().toUpperCase(Locale.ROOT);
        line(".TH \"" + title + "\" 1 \"" + date + "\" \"" + version + "\"");
        section("NAME");
        String summary = page.summary();
        String lowered = Character.toLowerCase(summary.charAt(0)) + summary.substring(1, summary.length() - 1);
        line(escaped(page.manName()) + " \\- " + escaped(lowered));
        section("SYNOPSIS");
        line("\\fB" + escaped(page.command()) + "\\fR [\\fIOPTION\\fR...] " + escaped(page.operands()));
        if (!page.body().blocks().isEmpty()) {
            section("DESCRIPTION");
            page.body().blocks().forEach(this::add);
        }
        addCommands();
        addFlags("OPTIONS", page.flags());
        addFlags("OPTIONS OF EVERY COMMAND", page.globalFlags());
        line(".PP");
        line(escaped(ManualPage.SETTINGS));
        return text.toString();
    }

    private void add(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            paragraph(inline(paragraph.words()));
        } else if (block instanceof Block.Heading heading) {
            section(heading.words().toUpperCase(Locale.ROOT));
        } else if (block instanceof Block.Code code) {
            line(afterHeading() ? ".RS 4" : ".PP\n.RS 4");
            line(".nf");
            code.lines().forEach(line -> line(escaped(line)));
            line(".fi");
            line(".RE");
        }
    }

    private void paragraph(String words) {
        if (!afterHeading()) {
            line(".PP");
        }
        line(words);
    }

    /** A request for a paragraph directly after a heading is superfluous, and linters say so. */
    private boolean afterHeading() {
        int last = text.lastIndexOf("\n", text.length() - 2) + 1;
        return text.substring(last).startsWith(".SH");
    }

    private void addCommands() {
        if (page.commands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (CommandEntry entry : page.commands()) {
            line(".TP");
            line("\\fB" + escaped(entry.name()) + "\\fR");
            line(escaped(entry.summary()));
        }
    }

    private void addFlags(String heading, List<Flag> flags) {
        if (flags.isEmpty()) {
            return;
        }
        section(heading);
        for (Flag flag : flags) {
            line(".TP");
            String letter = flag.shortName() == '\0' ? "" : "\\fB" + escaped("-" + flag.shortName()) + "\\fR, ";
            StringBuilder tag = new StringBuilder(letter + "\\fB" + escaped(flag.name()) + "\\fR");
            flag.valueNames()
                    .forEach(value -> tag.append(" \\fI").append(escaped(value)).append("\\fR"));
            line(tag.toString());
            line(escaped(flag.description()));
        }
    }

    private void section(String title) {
        line(".SH " + (title.contains(" ") ? "\"" + title + "\"" : title));
    }

    private static String inline(String words) {
        return CODE.matcher(escaped(words)).replaceAll("\\\\fB$1\\\\fR");
    }

    private static String escaped(String words) {
        String plain = words.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
