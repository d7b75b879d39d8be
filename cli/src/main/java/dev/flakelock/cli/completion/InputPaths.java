package dev.flakelock.cli.completion;

import dev.flakelock.cli.command.LockFileArgument;
import dev.flakelock.cli.command.Session;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.util.stream.Stream;

/** The paths of the inputs that can be updated: those in the lock file of a flake that lies on this machine. */
final class InputPaths {

    private final Session session;
    private final String flake;

    InputPaths(Session session, String flake) {
        this.session = session;
        this.flake = flake;
    }

    Stream<Proposal> proposals() {
        LockFile lock;
        try {
            lock = new LockFileArgument(session).local(flake);
        } catch (FlakeException e) {
            return Stream.of();
        }
        return lock.edges().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Edge.ToNode)
                .map(entry -> new Proposal(
                        entry.getKey().toString(), original(lock.node(((Edge.ToNode) entry.getValue()).key()))));
    }

    private static String original(Node node) {
        return node.requirePin().original().show();
    }
}
