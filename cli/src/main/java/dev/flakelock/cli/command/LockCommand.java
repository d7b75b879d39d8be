package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;

/** {@code flakelock lock}: adds what the lock file lacks, and leaves the rest as it is. */
final class LockCommand implements Command {

    private final Session session;
    private final Library library;
    private final LockArguments lock;
    private String flake = ".";

    LockCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.lock = new LockArguments(session, library);
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                Flags.of(session.eventsFlag()).and(lock.flags().without("--no-write-lock-file")),
                new Operands().optional("flake-url", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        lock.forceWrite();
        session.tell(library.lock(lock.request(library.parseFlake(flake)).build()));
        return 0;
    }
}
