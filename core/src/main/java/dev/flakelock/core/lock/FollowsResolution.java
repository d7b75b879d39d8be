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

    /** The key of the node that a path leads to. */
    Optional<String> find(InputAttrPath path) throws FollowCycleException {
        return Optional.ofNullable(resolve(path));
    }

    private @Nullable String resolve(InputAttrPath path) throws FollowCycleException {
        int first = underway.indexOf(path);
        if (first >= 0) {
            List<InputAttrPath> cycle = new ArrayList<>(underway.subList(first, underway.size()));
            cycle.add(path);
            throw new FollowCycleException(cycle);
        }
        underway.add(path);
        String key = lock.rootKey();
        for (String name : path.names()) {
            Edge edge = key == null ? null : lock.node(key).inputs().get(name);
            if (edge == null) {
                return null;
            }
            key = edge instanceof Edge.Follows follows ? resolve(follows.target()) : ((Edge.ToNode) edge).key();
        }
        underway.remove(underway.size() - 1);
        return key;
    }
}
