package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.FetchedFlake;
import java.util.Collection;
import java.util.List;

/**
 * {@code flakelock prefetch-inputs}: fetches all inputs of a flake, so that they are in the cache.
 *
 * <p>Nix reports each relative input as a failure, although there is nothing to fetch, and leaves out inputs at random;
 * neither is done here.
 */
final class PrefetchInputsCommand implements Command {

    private static final int FAILED = 1;

    private final Session session;
    private final Library library;
    private final LockArguments lock;
    private String flake = ".";

    PrefetchInputsCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.lock = new LockArguments(session, library);
    }

    @Override
    public Syntax syntax() {
        return new Syntax(lock.flags(), new Operands().optional("flake-url", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        Collection<FlakeRef> inputs = library.lock(lock.requestToShow(library.parseFlake(flake)))
                .lockFile()
                .inputs();
        inputs.forEach(input -> session.console().inform("fetching '" + input.show() + "'..."));
        List<FlakeException> failures = library.fetch(inputs).stream()
                .flatMap(result -> failure(result).stream())
                .toList();
        failures.forEach(
                failure -> session.console().report(failure, session.settings().showTrace()));
        return failures.isEmpty() ? 0 : FAILED;
    }

    private static List<FlakeException> failure(FetchedFlake result) {
        FlakeException failure = result.failure();
        return failure == null ? List.of() : List.of(failure);
    }
}
