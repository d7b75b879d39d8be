package dev.flakelock.core.view;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds inputs that have the same source as another input nearer to the root, or before it. */
final class Duplicates {

    private static final Comparator<InputAttrPath> NEARER =
            Comparator.comparingInt((InputAttrPath path) -> path.names().size()).thenComparing(path -> path);

    private record Version(InputAttrPath path, FlakeRef locked) {

        boolean isSameAs(Version other) {
            return locked.toAttrs()
                    .without(Attrs.FINAL)
                    .equals(other.locked.toAttrs().without(Attrs.FINAL));
        }
    }

    private final Map<InputAttrPath, InputTree.Duplicate> found = new HashMap<>();

    Duplicates(LockFile lock) {
        Map<Source, List<Version>> known = new HashMap<>();
        Map<InputAttrPath, Edge> edges = lock.edges();
        edges.keySet().stream().sorted(NEARER).forEach(path -> {
            if (edges.get(path) instanceof Edge.ToNode to) {
                Node.Pin pin = lock.node(to.key()).requirePin();
                if (!pin.locked().input().isRelative()) {
                    add(new Version(path, pin.locked()), known);
                }
            }
        });
    }

    private void add(Version version, Map<Source, List<Version>> known) {
        List<Version> others = known.computeIfAbsent(Source.of(version.locked()), source -> new ArrayList<>());
        Optional<Version> same = others.stream().filter(version::isSameAs).findFirst();
        boolean onPurpose = version.path().names().size() == 1;
        if (same.isPresent()) {
            found.put(version.path(), new InputTree.Duplicate(same.get().path(), true));
        } else if (!others.isEmpty() && !onPurpose) {
            found.put(version.path(), new InputTree.Duplicate(others.get(0).path(), false));
        }
        others.add(version);
    }

    /** Of which input this one is a duplicate, or null. */
    InputTree.@Nullable Duplicate of(InputAttrPath path) {
        return found.get(path);
    }
}
