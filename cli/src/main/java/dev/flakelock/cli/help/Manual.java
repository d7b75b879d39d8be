package dev.flakelock.cli.help;

import dev.flakelock.cli.command.CommandEntry;
import dev.flakelock.cli.command.CommandTree;
import dev.flakelock.cli.command.Commands;
import dev.flakelock.cli.command.Session;
import dev.flakelock.core.error.FlakeException;
import java.util.ArrayList;
import java.util.List;

/** All pages: one for flakelock itself, one for each group of commands, one for each command that is not deprecated. */
final class Manual {

    private final Session session;
    private final List<ManualPage> pages = new ArrayList<>();

    private Manual(Session session) {
        this.session = session;
    }

    /** The pages, each before those of its commands. */
    static List<ManualPage> pages(Session session) throws FlakeException {
        Manual manual = new Manual(session);
        manual.add(List.of());
        manual.addAll(List.of(), Commands.ROOT);
        return manual.pages;
    }

    private void addAll(List<String> path, CommandEntry.Group group) throws FlakeException {
        for (CommandEntry entry : group.entries()) {
            if (entry.summary().isEmpty() || entry.summary().contains("deprecated")) {
                continue;
            }
            List<String> longer = new ArrayList<>(path);
            longer.add(entry.name());
            add(longer);
            if (entry instanceof CommandEntry.Group inner) {
                addAll(longer, inner);
            }
        }
    }

    private void add(List<String> path) throws FlakeException {
        CommandTree tree = new CommandTree(session);
        for (String word : path) {
            tree.operand(word);
        }
        pages.add(ManualPage.of(tree));
    }
}
