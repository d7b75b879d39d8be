package dev.flakelock.core.lock;

import dev.flakelock.core.error.FlakeException;

/**
 * A name that no input can have, in the path of one.
 *
 * <p>For Nix this is a usage error wherever it stands, in a {@code flake.nix} too: below the message its command points
 * to its manual.
 */
public final class InputPathException extends FlakeException {

    private static final long serialVersionUID = 1L;

    /** An error about this name. */
    public InputPathException(String name) {
        super("invalid flake input attribute path element '" + name + "'");
    }
}
