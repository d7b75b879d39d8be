package dev.flakelock.core.lock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by path, through all that follows, and remembers what it has found. Meeting a path again while it is being
 * resolved is a cycle. What follows may be as long a chain as a lock file has inputs; no path costs stack, and none is
 * gone twice. Not thread-safe.
 */
public final class FollowsResolution {

    private final LockFile lock;
    private final Map<InputAttrPath, Optional<String>> found = new HashMap<>();
    /** The paths being resolved, the one that is followed last on top. */
    private final Deque<Walk> walks = new ArrayDeque<>();

    private final Set<InputAttrPath> underway = new LinkedHashSet<>();

    /** Resolves paths of this lock file. */
    public FollowsResolution(LockFile lock) {
        this.lock = lock;
    }

    /** How far along a path one is. */
    private static final class Walk {
        final InputAttrPath path;
        final Iterator<String> names;
        /** The node reached; null behind an input that is not there. */
        @Nullable String key;

        Walk(InputAttrPath path, String rootKey) {
            this.path = path;
            this.names = path.names().iterator();
            this.key = rootKey;
        }
    }

    /** The key of the node that a path from the root leads to; nothing if there is no such input. */
    public Optional<String> find(InputAttrPath path) throws FollowCycleException {
        walks.clear();
        underway.clear();
        begin(path);
        Walk last = walks.element();
        while (!walks.isEmpty()) {
            last = walks.element();
            InputAttrPath followed = advance(last);
            if (followed == null) {
                end(last);
            } else {
                begin(followed);
            }
        }
        return Optional.ofNullable(last.key);
    }

    private void begin(InputAttrPath path) throws FollowCycleException {
        if (!underway.add(path)) {
            List<InputAttrPath> cycle = new ArrayList<>(underway);
            cycle.subList(0, cycle.indexOf(path)).clear();
            cycle.add(path);
            throw new FollowCycleException(cycle);
        }
        walks.push(new Walk(path, lock.rootKey()));
    }

    private void end(Walk walk) {
        walks.pop();
        underway.remove(walk.path);
        found.put(walk.path, Optional.ofNullable(walk.key));
        if (!walks.isEmpty()) {
            walks.element().key = walk.key;
        }
    }

    /** Goes on to the end, or to an input that follows a path not found yet, which is returned. */
    private @Nullable InputAttrPath advance(Walk walk) {
        while (walk.key != null && walk.names.hasNext()) {
            Edge edge = lock.node(walk.key).inputs().get(walk.names.next());
            if (edge instanceof Edge.Follows follows) {
                Optional<String> known = found.get(follows.target());
                if (known == null) {
                    return follows.target();
                }
                walk.key = known.orElse(null);
            } else {
                walk.key = edge instanceof Edge.ToNode own ? own.key() : null;
            }
        }
        return null;
    }
}
