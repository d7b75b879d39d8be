package dev.flakelock.cli.args;

import dev.flakelock.core.error.FlakeException;

/** A command line that cannot be understood. Below its message the user is pointed to the help. */
public final class UsageException extends FlakeException {

    private static final long serialVersionUID = 1L;

    /** A usage error with this message. */
    public UsageException(String message) {
        super(message);
    }

    /** The usage error that another error amounts to: its message, without a trace. */
    public static UsageException of(FlakeException cause) {
        UsageException usage = new UsageException(cause.getMessage());
        usage.initCause(cause);
        return usage;
    }
}
