package dev.flakelock.core.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds nodes by path, through all that follows. Meeting a path again while it is being resolved is a cycle. */
final class FollowsResolution {

    private final LockFile lock;
    private final List<InputAttrPath> underway = new ArrayList<>();

    FollowsResolution(LockFile lock) {
        this.lock = lock;
    }

    Optional<Node> find(InputAttrPath path) throws FollowCycleException {
        return Optional.ofNullable(resolve(path));
    }

    private @Nullable Node resolve(InputAttrPath path) throws FollowCycleException {
        int first = underway.indexOf(path);
        if (first >= 0) {
            List<InputAttrPath> cycle = new ArrayList<>(underway.subList(first, underway.size()));
            cycle.add(path);
            throw new FollowCycleException(cycle);
        }
        underway.add(path);
        Node node = lock.root();
        for (String name : path.names()) {
            Edge edge = node == null ? null : node.inputs().get(name);
            if (edge == null) {
                return null;
            }
            node = edge instanceof Edge.Follows follows
                    ? resolve(follows.target())
                    : lock.node(((Edge.ToNode) edge).key());
        }
        underway.remove(underway.size() - 1);
        return node;
    }
}
