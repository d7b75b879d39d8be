package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.view.TreeText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.view.InputTree;

/** {@code flakelock tree}: shows the inputs in a lock file as a tree, without locking anything. */
final class TreeCommand implements Command {

    private final Session session;
    private String flake = ".";

    TreeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(Flags.of(), new Operands().optional("flake-or-lock-file", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        LockFile lock = new LockFileArgument(session).read(flake);
        session.console()
                .printStyled(TreeText.of(InputTree.of(lock), session.clock().instant()));
        return 0;
    }
}
