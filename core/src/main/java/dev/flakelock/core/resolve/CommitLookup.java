package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.ref.Input;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether commits belong to the repositories that a lock file takes them from. That a forge hands out an
 * archive does not say so: forges keep the commits of all forks together. May block. Thread-safe.
 */
@FunctionalInterface
public interface CommitLookup {

    /** Where a commit was found. */
    enum Place {
        /** On the branch or tag that was named, or on any if none was. */
        NAMED,
        /** Only on others. */
        ELSEWHERE,
        /** On no branch and no tag. */
        NOWHERE,
        /** The input is of a type without commits, or its commit is not known. */
        UNKNOWN
    }

    /**
     * What was found.
     *
     * @param place where the commit is
     * @param now the commit that the named branch or tag is at; null if it is gone, or if none was named
     */
    record Answer(Place place, @Nullable String now) {

        /** There is nothing to find. */
        public static final Answer UNKNOWN = new Answer(Place.UNKNOWN, null);
    }

    /**
     * Looks for the commit of an input.
     *
     * @param locked an input with a {@code rev}
     * @param ref the branch or tag that it should be on, {@code HEAD} for the default branch, null for any
     * @throws FlakeException if the repository cannot be asked
     */
    Answer find(Input locked, @Nullable String ref, FetchContext context) throws FlakeException;
}
