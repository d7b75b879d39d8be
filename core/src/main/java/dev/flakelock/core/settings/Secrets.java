package dev.flakelock.core.settings;

import java.util.Optional;

/**
 * What an embedding program knows to show to servers. It is asked before settings, files and helpers are, each time
 * something is needed, so that a token may change. Called from any thread; must be thread-safe.
 *
 * <p>A token is shown only to the forge it is for, and a password only to its host; after a redirect to another host the
 * other host is asked for again.
 */
public interface Secrets {

    /**
     * The token for a repository on GitHub, GitLab or SourceHut, in the form that {@code access-tokens} has.
     *
     * @param host the host as the user knows it, for example {@code github.com} and not {@code api.github.com}
     * @param owner the owner; may hold slashes on GitLab
     * @param repo the repository
     */
    default Optional<String> token(String host, String owner, String repo) {
        return Optional.empty();
    }

    /**
     * Who to be at a host that may ask for a password.
     *
     * @param host the host
     * @param user the user that the URL names without a password, or an empty text
     */
    default Optional<Credentials> credentials(String host, String user) {
        return Optional.empty();
    }

    /** Knows nothing. */
    static Secrets none() {
        return new Secrets() {};
    }
}
