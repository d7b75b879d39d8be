package dev.flakelock.cli.completion;

import dev.flakelock.cli.command.LockFileArgument;
import dev.flakelock.cli.command.Session;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The paths of the inputs of a flake that lies on this machine: those in its lock file, and those that its
 * {@code flake.nix} has and the lock file does not have yet.
 */
final class InputPaths {

    private final LockFileArgument files;
    private final String flake;

    InputPaths(Session session, String flake) {
        this.files = new LockFileArgument(session);
        this.flake = flake;
    }

    Stream<Proposal> proposals() {
        NavigableMap<InputAttrPath, Proposal> proposals = new TreeMap<>();
        addDeclared(proposals);
        addLocked(proposals);
        return proposals.values().stream();
    }

    /** A {@code flake.nix} that is just being written may not be readable; then it has no say. */
    private void addDeclared(NavigableMap<InputAttrPath, Proposal> proposals) {
        try {
            DeclaredInputs.of(files.localRoot(flake)).forEach((name, input) -> {
                FlakeRef ref = input.ref();
                if (input.follows() == null) {
                    proposals.put(InputAttrPath.of(name), new Proposal(name, ref == null ? "" : ref.show()));
                }
            });
        } catch (FlakeException e) {
            proposals.clear();
        }
    }

    private void addLocked(NavigableMap<InputAttrPath, Proposal> proposals) {
        try {
            LockFile lock = files.local(flake);
            lock.edges().forEach((path, edge) -> {
                if (edge instanceof Edge.ToNode to) {
                    proposals.put(path, new Proposal(path.toString(), original(lock.node(to.key()))));
                }
            });
        } catch (FlakeException e) {
            // What flake.nix declares can be proposed all the same.
        }
    }

    private static String original(Node node) {
        return node.requirePin().original().show();
    }
}
