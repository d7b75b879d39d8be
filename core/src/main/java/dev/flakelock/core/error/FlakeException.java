package dev.flakelock.core.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that keeps flakelock from doing what was asked: the root of the one checked exception family.
 *
 * <p>{@link #getMessage()} is the innermost message, in Nix's wording where Nix has one, without traces, location and
 * hint, and without any secret. Callers on the way out add {@linkplain #addTrace traces}; the edge renders everything.
 *
 * <p>Not thread-safe: an exception is handed from the thread that threw it to the thread that renders it.
 */
public class FlakeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Trace> innermostFirst = new ArrayList<>();
    private transient @Nullable SourceLocation location;
    private @Nullable String hint;

    /** An error with this message. */
    public FlakeException(String message) {
        super(message);
    }

    /** An error with this message that another error led to. */
    public FlakeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message; never null. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }

    /** The exit status of a command that ends with this error: 1, or 102 where Nix says so. */
    public int exitStatus() {
        return 1;
    }

    /** The place in a file where the error is, if it is in a file. */
    public @Nullable SourceLocation location() {
        return location;
    }

    /** What the user can do about it, in a sentence, if there is something. */
    public @Nullable String hint() {
        return hint;
    }

    /** What was being done, outermost first. */
    public List<Trace> traces() {
        List<Trace> outermostFirst = new ArrayList<>(innermostFirst);
        Collections.reverse(outermostFirst);
        return Collections.unmodifiableList(outermostFirst);
    }

    /** Adds a step around all steps added so far; returns this exception, to be thrown on. */
    public FlakeException addTrace(Trace trace) {
        innermostFirst.add(trace);
        return this;
    }

    /** Adds {@code Trace.of(text)}. */
    public FlakeException addTrace(String text) {
        return addTrace(Trace.of(text));
    }

    /** Sets the place of the error; returns this exception. */
    public FlakeException at(SourceLocation place) {
        this.location = place;
        return this;
    }

    /** Sets what the user can do about it; returns this exception. */
    public FlakeException hint(String advice) {
        this.hint = advice;
        return this;
    }
}
