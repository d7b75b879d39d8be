package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;

/** Flags of Nix that change how things are evaluated or built, and never how a flake is locked. */
final class IgnoredFlags {

    /** What all commands take that may evaluate something in Nix. */
    static final Flags EVALUATION = Flags.of(
            Flag.ignored("--impure"),
            Flag.ignored("--arg", "name", "expr"),
            Flag.ignored("--argstr", "name", "string"),
            Flag.ignored("--arg-from-file", "name", "path"),
            Flag.ignored("--arg-from-stdin", "name"),
            Flag.ignored("--include", "path").orShort('I'),
            Flag.ignored("--eval-store", "store-url"),
            Flag.ignored("--debugger"));

    private IgnoredFlags() {}
}
