package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff.Target;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.resolve.InputChange.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out why a new lock file is as it is, from the old one and the request. Used once. */
final class InputChanges {

    private final LockRequest request;
    private final LockFile before;
    private final LockFile after;
    private final NavigableMap<InputAttrPath, Edge> old;
    private final NavigableMap<InputAttrPath, Edge> now;

    InputChanges(LockRequest request, LockFile before, LockFile after) {
        this.request = request;
        this.before = before;
        this.after = after;
        this.old = before.edges();
        this.now = after.edges();
    }

    /** All inputs of both lock files, in order of their paths. */
    List<InputChange> list() {
        TreeSet<InputAttrPath> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<InputChange> changes = new ArrayList<>();
        for (InputAttrPath path : paths) {
            changes.add(new InputChange(path, before(path), after(path), reason(path)));
        }
        return List.copyOf(changes);
    }

    private @Nullable Target before(InputAttrPath path) {
        return Target.of(before, old.get(path));
    }

    private @Nullable Target after(InputAttrPath path) {
        return Target.of(after, now.get(path));
    }

    private Reason reason(InputAttrPath path) {
        Edge from = old.get(path);
        Edge to = now.get(path);
        if (from == null) {
            return isParentChanged(path) ? Reason.PARENT : Reason.DECLARED;
        }
        if (to == null) {
            return isParentChanged(path) ? Reason.PARENT : Reason.UNDECLARED;
        }
        return from instanceof Edge.ToNode oldNode && to instanceof Edge.ToNode newNode
                ? reason(
                        path,
                        before.node(oldNode.key()).requirePin(),
                        after.node(newNode.key()).requirePin())
                : from.equals(to) ? Reason.LOCKED : Reason.FOLLOWS;
    }

    private Reason reason(InputAttrPath path, Node.Pin from, Node.Pin to) {
        if (request.overrides().containsKey(path)) {
            return Reason.OVERRIDE;
        }
        if (request.updates().everything() || request.updates().contains(path)) {
            return Reason.UPDATE;
        }
        if (from.locked().equals(to.locked())) {
            return Reason.LOCKED;
        }
        boolean asked = from.original().equals(to.original()) && Objects.equals(from.parent(), to.parent());
        return asked ? Reason.PARENT : Reason.REFERENCE;
    }

    /** Whether the flake that has the input is itself new, another one, or gone. */
    private boolean isParentChanged(InputAttrPath path) {
        InputAttrPath parent = path.parent();
        return !parent.isRoot() && !Objects.equals(before(parent), after(parent));
    }
}
