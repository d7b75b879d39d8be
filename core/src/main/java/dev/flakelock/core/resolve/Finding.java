package dev.flakelock.core.resolve;

import org.jspecify.annotations.Nullable;

/**
 * Something about an input that is not as its lock file says. Immutable.
 *
 * @param weight how much it matters
 * @param attribute the attribute of the locked reference that it is about
 * @param expected what the lock file says
 * @param found what is there; null for nothing
 * @param cause what probably led to it, in a sentence without a full stop
 */
public record Finding(
        Weight weight,
        String attribute,
        String expected,
        @Nullable String found,
        String cause) {

    /** The finding in lines for people, without a final line end. */
    public String text() {
        String there = found == null ? "(nothing)" : found;
        return attribute + "\n  expected: " + expected + "\n  found:    " + there + "\n  " + cause;
    }

    /** How much a finding matters. */
    public enum Weight {
        /** Worth knowing, and no failure. */
        NOTE,
        /** What is locked is not, or no longer, in the place it is said to be from. */
        MISSING,
        /** What is there is something else than what is locked. */
        MISMATCH
    }
}
