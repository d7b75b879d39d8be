package dev.flakelock.core.view;

import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a lock file as a tree. Immutable.
 *
 * <p>The inputs of a node that several inputs lead to are listed only where it is met first. An input of an input is a
 * duplicate if one nearer to the root, or before it, has the same source: the same repository, or the same URL, whatever
 * its version. The flake's own inputs may be versions of one thing on purpose, so they are duplicates of each other only
 * if they are locked to the same.
 *
 * @param inputs the inputs of the root, in byte order of their names
 */
public record InputTree(List<Branch> inputs) {

    /**
     * One input.
     *
     * @param path the path of the input; its last name is that of the input
     * @param target where it leads
     * @param inputs its own inputs; none for one that follows another
     */
    public record Branch(InputAttrPath path, Target target, List<Branch> inputs) {

        /** Copies the collections. */
        public Branch {
            inputs = List.copyOf(inputs);
        }

        private Stream<Branch> all() {
            return Stream.concat(Stream.of(this), inputs.stream().flatMap(Branch::all));
        }
    }

    /** Where an input leads. */
    public sealed interface Target {

        /**
         * To a node.
         *
         * @param pin what it is locked to
         * @param duplicate of which other input it is a duplicate, or null
         */
        record Locked(Node.Pin pin, @Nullable Duplicate duplicate) implements Target {}

        /**
         * To wherever another input leads.
         *
         * @param path the path of the other input; the root flake if empty
         */
        record Follows(InputAttrPath path) implements Target {}
    }

    /**
     * Another input with the same source, which an input could follow.
     *
     * @param first the other input: one that is locked to the same if there is one
     * @param same whether both are locked to the same
     */
    public record Duplicate(InputAttrPath first, boolean same) {}

    /** Copies the collections. */
    public InputTree {
        inputs = List.copyOf(inputs);
    }

    /** The tree of a lock file. */
    public static InputTree of(LockFile lock) {
        return new Walk(lock).tree();
    }

    /** All inputs, each before its own inputs. */
    public Stream<Branch> all() {
        return inputs.stream().flatMap(Branch::all);
    }

    /** The inputs that are duplicates of earlier ones. */
    public List<Branch> duplicates() {
        return all().filter(branch -> branch.target() instanceof Target.Locked locked && locked.duplicate() != null)
                .toList();
    }

    private static final class Walk {

        private final LockFile lock;
        private final Duplicates duplicates;
        private final Set<String> visited = new HashSet<>();

        Walk(LockFile lock) {
            this.lock = lock;
            this.duplicates = new Duplicates(lock);
        }

        InputTree tree() {
            return new InputTree(inputs(InputAttrPath.ROOT, lock.rootKey()));
        }

        private List<Branch> inputs(InputAttrPath path, String key) {
            List<Branch> branches = new ArrayList<>();
            if (visited.add(key)) {
                lock.node(key).inputs().forEach((name, edge) -> branches.add(branch(path.child(name), edge)));
            }
            return branches;
        }

        private Branch branch(InputAttrPath path, Edge edge) {
            if (edge instanceof Edge.Follows follows) {
                return new Branch(path, new Target.Follows(follows.target()), List.of());
            }
            String key = ((Edge.ToNode) edge).key();
            Target target = new Target.Locked(lock.node(key).requirePin(), duplicates.of(path));
            return new Branch(path, target, inputs(path, key));
        }
    }
}
