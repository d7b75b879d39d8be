package dev.flakelock.cli.command;

import java.util.List;
import java.util.function.Function;

/** What can stand where a command is expected. */
public sealed interface CommandEntry {

    /** The word on the command line. */
    String name();

    /** What it does, in a line without a full stop; empty if the help does not list it. */
    String summary();

    /** A command. */
    record Leaf(String name, String summary, Function<Session, Command> factory) implements CommandEntry {}

    /** Another name of a command, which people should no longer use. */
    record Alias(String name, Leaf command) implements CommandEntry {

        @Override
        public String summary() {
            return "";
        }
    }

    /** A word that is followed by a command. */
    record Group(String name, String summary, List<CommandEntry> entries) implements CommandEntry {

        public Group {
            entries = List.copyOf(entries);
        }
    }
}
