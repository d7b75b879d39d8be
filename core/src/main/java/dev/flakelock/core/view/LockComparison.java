package dev.flakelock.core.view;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff;
import dev.flakelock.core.lock.LockFileDiff.Target;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Two lock files beside each other. Immutable.
 *
 * <p>In contrast to {@link LockFileDiff}, which says what Nix says, an input that is locked to the same as before is no
 * change here, whatever else became of it.
 *
 * @param changes the inputs that differ, in order of their paths
 * @param nodesBefore how many inputs had a node of their own before; those that follow others are not counted
 * @param nodesAfter how many have one now
 */
public record LockComparison(List<Change> changes, int nodesBefore, int nodesAfter) {

    /** What became of an input. */
    public enum Kind {
        /** It was not there before. */
        ADDED,
        /** It leads elsewhere than before. */
        UPDATED,
        /** It is there no more. */
        REMOVED
    }

    /**
     * One input that differs. At least one of the two sides is there.
     *
     * @param path the path of the input
     * @param before where it led; null if it is new
     * @param after where it leads now; null if it is gone
     */
    public record Change(
            InputAttrPath path,
            @Nullable Target before,
            @Nullable Target after) {

        private static final long SECONDS_OF_A_DAY = 86_400;

        /** What became of the input. */
        public Kind kind() {
            return before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.UPDATED;
        }

        /** The full days from one version to the other, below zero if it went back; nothing if either has no date. */
        public OptionalLong days() {
            Long from = lastModified(before);
            Long to = lastModified(after);
            return from == null || to == null ? OptionalLong.empty() : OptionalLong.of((to - from) / SECONDS_OF_A_DAY);
        }

        /** A page that shows what happened between the two; nothing if they are not two versions of one repository. */
        public Optional<String> compareUrl() {
            Input from = input(before);
            Input to = input(after);
            if (from == null || to == null || from.scheme() == null || !sameSource(before, after)) {
                return Optional.empty();
            }
            return from.scheme().compareUrl(from, to);
        }

        /** Whether this is about a node, and not only about what an input follows. */
        boolean isOfNode() {
            return before instanceof Target.Locked || after instanceof Target.Locked;
        }

        private static boolean sameSource(@Nullable Target a, @Nullable Target b) {
            return a instanceof Target.Locked from
                    && b instanceof Target.Locked to
                    && Source.of(from.ref()).equals(Source.of(to.ref()));
        }

        private static @Nullable Input input(@Nullable Target target) {
            return target instanceof Target.Locked locked ? locked.ref().input() : null;
        }

        private static @Nullable Long lastModified(@Nullable Target target) {
            Input input = input(target);
            return input == null ? null : input.attrs().number("lastModified");
        }
    }

    /** Copies the collections. */
    public LockComparison {
        changes = List.copyOf(changes);
    }

    /** What is different in the second lock file. */
    public static LockComparison between(LockFile before, LockFile after) {
        List<Change> changes = new ArrayList<>();
        for (LockFileDiff.Change change : LockFileDiff.between(before, after).changes()) {
            if (!isSame(change.before(), change.after())) {
                changes.add(new Change(change.path(), change.before(), change.after()));
            }
        }
        return new LockComparison(changes, nodes(before), nodes(after));
    }

    /** How many inputs with a node of their own were added, updated or removed. */
    public int nodesChanged() {
        return (int) changes.stream().filter(Change::isOfNode).count();
    }

    /** How many changes are of this kind. */
    public int count(Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static boolean isSame(@Nullable Target before, @Nullable Target after) {
        return before instanceof Target.Locked from && after instanceof Target.Locked to && equal(from.ref(), to.ref());
    }

    /** Without the hidden attribute, which only tells where a reference came from. */
    private static boolean equal(FlakeRef a, FlakeRef b) {
        return a.toAttrs().without(Attrs.FINAL).equals(b.toAttrs().without(Attrs.FINAL));
    }

    private static int nodes(LockFile lock) {
        return (int) lock.edges().values().stream()
                .filter(edge -> edge instanceof Edge.ToNode)
                .count();
    }
}
