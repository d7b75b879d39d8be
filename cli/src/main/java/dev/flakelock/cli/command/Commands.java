package dev.flakelock.cli.command;

import java.util.List;

/** All commands. */
public final class Commands {

    private static final CommandEntry.Leaf METADATA =
            new CommandEntry.Leaf("metadata", "show a flake and its inputs", MetadataCommand::new);

    /** What can stand first on the command line. */
    public static final CommandEntry.Group ROOT = new CommandEntry.Group(
            "flakelock",
            "resolve and pin the inputs of Nix flakes",
            List.of(
                    new CommandEntry.Leaf("lock", "add what the lock file of a flake lacks", LockCommand::new),
                    new CommandEntry.Leaf("update", "resolve inputs of a flake anew", UpdateCommand::new),
                    METADATA,
                    new CommandEntry.Alias("info", METADATA)));

    private Commands() {}
}
