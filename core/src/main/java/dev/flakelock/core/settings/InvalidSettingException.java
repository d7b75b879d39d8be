package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;

/**
 * A setting, a line of {@code nix.conf} or a command line flag that is not written as it has to be.
 *
 * <p>Nix calls these usage errors: its command points to its manual below the message.
 */
public final class InvalidSettingException extends FlakeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingException(String message) {
        super(message);
    }
}
