package dev.flakelock.core.settings;

/**
 * A user and a password for HTTP basic authentication.
 *
 * @param user the user; may be empty
 * @param password the password; may be empty
 */
public record Credentials(String user, String password) {

    /** Tells neither. */
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
