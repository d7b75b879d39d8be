package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFileDiff.Target;
import org.jspecify.annotations.Nullable;

/**
 * What became of one input of a flake, and why. Immutable. At least one of the two sides is there.
 *
 * @param path the path of the input
 * @param before where it led before; null if it is new
 * @param after where it leads now; null if it is gone
 * @param reason why it leads there now
 */
public record InputChange(
        InputAttrPath path,
        @Nullable Target before,
        @Nullable Target after,
        Reason reason) {

    /** What became of an input. */
    public enum Kind {
        /** It was not there before. */
        ADDED,
        /** It leads elsewhere than before. */
        UPDATED,
        /** It is there no more. */
        REMOVED,
        /** It leads where it did before. */
        KEPT
    }

    /** Why an input leads where it does. */
    public enum Reason {
        /** The lock file has it, and nothing asks for anything else. */
        LOCKED("the lock file has it"),
        /** Its flake names it, and the lock file did not have it. */
        DECLARED("it is a new input"),
        /** Its flake does not name it any more. */
        UNDECLARED("it is no input any more"),
        /** Its flake asks for something else than before. */
        REFERENCE("another reference is asked for"),
        /** The request asks for it to be resolved anew. If it is kept nevertheless, there is nothing newer. */
        UPDATE("an update was asked for"),
        /** The request says what to use for it. */
        OVERRIDE("it was overridden"),
        /** It begins or ceases to follow another input, or follows another one than before. */
        FOLLOWS("what it follows changed"),
        /** The input that it is an input of was added, updated or removed. */
        PARENT("the flake that it belongs to changed");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason in English, to be put after a colon. */
        public String text() {
            return text;
        }
    }

    /** What became of the input. */
    public Kind kind() {
        if (before == null) {
            return Kind.ADDED;
        }
        if (after == null) {
            return Kind.REMOVED;
        }
        return before.equals(after) ? Kind.KEPT : Kind.UPDATED;
    }
}
