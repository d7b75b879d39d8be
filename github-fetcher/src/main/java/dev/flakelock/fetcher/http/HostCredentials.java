package dev.flakelock.fetcher.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** User names and passwords by host, for requests that bring no credentials of their own; netrc, for example. */
@FunctionalInterface
public interface HostCredentials {

    /**
     * The value of the header {@code Authorization} for this host.
     *
     * @param user the user that the URL names without a password, or an empty text
     */
    Optional<String> authorization(String host, String user);

    /** No credentials at all. */
    static HostCredentials none() {
        return (host, user) -> Optional.empty();
    }

    /** The value of {@code Authorization} for a user name and a password. */
    static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
