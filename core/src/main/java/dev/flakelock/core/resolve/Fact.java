package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of something that was started once: a value or a failure, with the messages on the way.
 *
 * @param value the value, or null for a failure
 * @param failure the failure, or null for a value
 * @param messages what to tell the user about it, in order
 */
record Fact<T>(@Nullable T value, @Nullable FlakeException failure, List<Message> messages) {

    /** The value; the failure is thrown. */
    T get() throws FlakeException {
        if (failure != null) {
            throw failure;
        }
        if (value == null) {
            throw new IllegalStateException("neither value nor failure");
        }
        return value;
    }
}
