package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a forge wants to be asked, and how it answers. Without state. */
sealed interface Forge permits GitHubForge, GitLabForge, SourceHutForge {

    /** Gets a small answer of the forge. */
    @FunctionalInterface
    interface Lookup {

        /**
         * The body at this URL.
         *
         * @throws FlakeException if it cannot be had
         */
        byte[] get(String url) throws FlakeException;
    }

    /** The host of inputs that name none. */
    String defaultHost();

    /**
     * The commit of a branch, tag or {@code HEAD}.
     *
     * @throws FlakeException if there is none, or the forge does not answer
     */
    String findRev(ForgeRepo repo, String ref, Lookup lookup) throws FlakeException;

    /** What git's protocol can be asked about a branch or tag with the same answer; nothing if there may be another. */
    default Optional<RefQuestion> refQuestion(ForgeRepo repo, String ref) {
        return Optional.empty();
    }

    /**
     * Looks at an answer before it is remembered.
     *
     * @throws FlakeException if no answer of the forge looks like this
     */
    void check(byte[] answer) throws FlakeException;

    /** Where the archive of a commit is. */
    String archiveUrl(ForgeRepo repo, String rev, boolean withToken);

    /** The headers that show a token. */
    Map<String, String> credentials(String token, Consumer<String> warnings);

    /** The headers that show a password which git would use. */
    default Map<String, String> passwordHeaders(String password) {
        return Map.of("Authorization", "Bearer " + password);
    }
}
