package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;

/** A command in one run: its flags and operands fill it, then it runs, once. */
public interface Command {

    /** What it can be given; asked for once. */
    Syntax syntax();

    /**
     * Does what the arguments say.
     *
     * @return the exit status
     * @throws FlakeException if that cannot be done
     */
    int run() throws FlakeException;
}
