package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import java.util.List;

/** {@code flakelock update}: resolves the named inputs anew, or all of them. */
final class UpdateCommand implements Command {

    private final Session session;
    private final Library library;
    private final LockArguments lock;
    private String flake = ".";
    private List<String> inputs = List.of();

    UpdateCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.lock = new LockArguments(session, library);
    }

    @Override
    public Syntax syntax() {
        Flag flakeFlag = Flag.value(
                "--flake", "flake-url", "the flake whose inputs to update; the current directory by default", value -> {
                    flake = value;
                });
        return new Syntax(
                Flags.of(flakeFlag, session.eventsFlag())
                        .and(lock.flags().without("--no-write-lock-file", "--no-update-lock-file")),
                new Operands().rest("inputs", values -> inputs = values));
    }

    @Override
    public int run() throws FlakeException {
        for (String input : inputs) {
            addUpdate(input);
        }
        lock.setRecreate(!lock.hasUpdates());
        lock.forceWrite();
        session.tell(library.lock(
                lock.request(library.parseFlake(flake)).failOnUnlocked(false).build()));
        return 0;
    }

    private void addUpdate(String text) throws FlakeException {
        InputAttrPath path;
        try {
            path = InputAttrPath.parse(text);
            if (path.isRoot()) {
                throw new FlakeException("input path to be updated cannot be zero-length; it would refer to the flake"
                        + " itself, not an input");
            }
        } catch (FlakeException e) {
            session.console()
                    .warn("Invalid flake input '" + text + "'. To update a specific flake, use 'nix flake update"
                            + " --flake " + text + "' instead.");
            // Not the usage error that it is elsewhere: Nix does not point to its manual here.
            throw new FlakeException(e.getMessage(), e);
        }
        if (lock.addUpdate(path)) {
            session.console()
                    .warn("Input '" + path + "' was specified multiple times. You may have done this by accident.");
        }
    }
}
