package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.cli.script.Scripts;
import dev.flakelock.core.error.FlakeException;

/** {@code flakelock completion}: prints the script with which a shell asks flakelock for words. */
final class CompletionCommand implements Command {

    private final Session session;
    private String shell = "";

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(Flags.of(), new Operands().required("shell", value -> shell = value));
    }

    @Override
    public int run() throws FlakeException {
        if (!Scripts.SHELLS.contains(shell)) {
            throw new UsageException("there is no completion for '" + shell + "', only for bash, zsh and fish"
                    + Suggestions.below(shell, Scripts.SHELLS));
        }
        session.console().print(Scripts.of(shell));
        return 0;
    }
}
