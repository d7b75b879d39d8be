package dev.flakelock.narhash;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tree or an archive cannot become a NAR: a limit, a wrong format, an unsupported node. The message is in Nix's words
 * where Nix has some. A failure to read (disk, network) stays a plain {@link IOException}.
 */
public class NarException extends IOException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String context;

    /** An error with that message. */
    public NarException(String message) {
        super(message);
        this.context = null;
    }

    /** An error with the line of context that Nix prints as a trace ({@code while creating a hard link from ...}). */
    public NarException(String message, String context) {
        super(message);
        this.context = context;
    }

    /** An error that another one caused. */
    public NarException(String message, Throwable cause) {
        super(message, cause);
        this.context = null;
    }

    /** What was being done, as Nix says in a trace line; empty when there is nothing to add. */
    public final Optional<String> context() {
        return Optional.ofNullable(context);
    }
}
