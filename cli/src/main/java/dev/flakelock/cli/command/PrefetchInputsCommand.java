package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.FetchedFlake;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        LockFile locked = library.lock(lock.request(library.parseFlake(flake)).failOnUnlocked(false), false)
                .lockFile();
        Collection<FlakeRef> inputs = inputs(locked);
        inputs.forEach(input -> session.console().inform("fetching '" + input.show() + "'..."));
        List<FlakeException> failures = library.fetchAll(inputs).stream()
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

    private static Set<FlakeRef> inputs(LockFile lock) {
        Set<FlakeRef> inputs = new LinkedHashSet<>();
        for (Edge edge : lock.edges().values()) {
            if (edge instanceof Edge.ToNode to) {
                FlakeRef locked = lock.node(to.key()).requirePin().locked();
                if (!locked.input().isRelative()) {
                    inputs.add(locked);
                }
            }
        }
        return inputs;
    }
}
