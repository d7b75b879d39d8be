package dev.flakelock.cli.command;

import dev.flakelock.narhash.HashFormat;
import java.util.List;
import java.util.stream.Stream;

/** All commands. */
public final class Commands {

    private static final CommandEntry.Leaf METADATA =
            new CommandEntry.Leaf("metadata", "show a flake and its inputs", MetadataCommand::new);

    private static final CommandEntry.Group HASH = new CommandEntry.Group(
            "hash",
            "compute and convert cryptographic hashes",
            List.of(
                    new CommandEntry.Leaf("path", "hash the NAR of a path", HashCommand::path),
                    new CommandEntry.Leaf("file", "hash a file", HashCommand::file),
                    new CommandEntry.Leaf("convert", "write a hash in another format", HashConvertCommand::convert),
                    to("to-base16", HashFormat.BASE16),
                    to("to-base32", HashFormat.NIX32),
                    to("to-base64", HashFormat.BASE64),
                    to("to-sri", HashFormat.SRI)));

    private static final CommandEntry.Group REGISTRY = new CommandEntry.Group(
            "registry",
            "manage the flake registries",
            List.of(
                    new CommandEntry.Leaf("list", "list what is in the registries", RegistryListCommand::new),
                    new CommandEntry.Leaf("add", "add a flake to a registry, or replace it", RegistryAddCommand::new),
                    new CommandEntry.Leaf("remove", "remove a flake from a registry", RegistryRemoveCommand::new),
                    new CommandEntry.Leaf("pin", "have a flake stay what it is now", RegistryPinCommand::new),
                    new CommandEntry.Leaf(
                            "resolve", "show what a flake reference leads to", RegistryResolveCommand::new)));

    private static final List<CommandEntry> OF_FLAKES = List.of(
            new CommandEntry.Leaf("lock", "add what the lock file of a flake lacks", LockCommand::new),
            new CommandEntry.Leaf("update", "resolve inputs of a flake anew", UpdateCommand::new),
            METADATA,
            new CommandEntry.Alias("info", METADATA),
            new CommandEntry.Leaf("tree", "show the inputs in a lock file as a tree", TreeCommand::new),
            new CommandEntry.Leaf("diff", "show what differs between two lock files", DiffCommand::new),
            new CommandEntry.Leaf("graph", "draw the inputs in a lock file", GraphCommand::new),
            new CommandEntry.Leaf("prefetch", "fetch a source tree and show its hash", PrefetchCommand::new),
            new CommandEntry.Leaf("prefetch-inputs", "fetch the inputs of a flake", PrefetchInputsCommand::new),
            new CommandEntry.Leaf("verify", "check a lock file against where its inputs are from", VerifyCommand::new),
            new CommandEntry.Leaf("archive", "show where inputs would be in a store", ArchiveCommand::new));

    /** The same commands behind a word, so that flakelock can take the place of {@code nix}. */
    static final CommandEntry.Group FLAKE = new CommandEntry.Group("flake", "", OF_FLAKES);

    /** What can stand first on the command line. */
    public static final CommandEntry.Group ROOT = new CommandEntry.Group(
            "flakelock",
            "resolve and pin the inputs of Nix flakes",
            Stream.concat(
                            OF_FLAKES.stream(),
                            Stream.of(
                                    HASH,
                                    REGISTRY,
                                    FLAKE,
                                    new CommandEntry.Leaf(
                                            "completion",
                                            "print a script with which a shell completes words",
                                            CompletionCommand::new)))
                    .toList());

    private static CommandEntry.Leaf to(String name, HashFormat format) {
        return new CommandEntry.Leaf(
                name,
                "write a hash as " + format.nixName() + " (deprecated: use convert)",
                HashConvertCommand.to(format));
    }

    private Commands() {}
}
