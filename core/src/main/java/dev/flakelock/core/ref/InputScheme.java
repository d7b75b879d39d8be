package dev.flakelock.core.ref;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One type of input: its attributes, how it is written, and how it is fetched.
 *
 * <p>A scheme is given everything it needs when it is made, and holds no state that a caller could see. Its methods
 * may be called from several threads at once.
 */
public interface InputScheme {

    /** The value of the attribute {@code type}, for example {@code github}. */
    String type();

    /** The attributes that an input of this scheme may have, {@code type} and {@code dir} not among them. */
    List<SchemeAttribute> attributes();

    /**
     * The input that a URL means, without the parameter {@code dir}, which has been taken out.
     *
     * @param isFlake whether a flake is expected there, which for some URLs decides between archive and file
     * @return the input, or nothing if the URL is not one of this scheme
     * @throws BadUrlException if the URL is one of this scheme but malformed; then the text may still be a path
     * @throws FlakeException if the URL is one of this scheme and cannot be accepted
     */
    Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException;

    /**
     * The input with these attributes, {@code type} among them and {@code dir} not, after {@link AttributeChecks}.
     *
     * @throws FlakeException if they are no input of this scheme
     */
    default Input fromAttrs(Attrs attrs) throws FlakeException {
        return new Input(this, AttributeChecks.check(this, attrs));
    }

    /**
     * An input of this scheme as a URL.
     *
     * @throws FlakeException if it has no printed form, for example for a malformed hash
     */
    FlakeUrl toUrl(Input input) throws FlakeException;

    /** Whether fetching the input gives the same tree every time. */
    boolean isLocked(Input input);

    /** Whether the input is inside the source tree of the flake that declares it. */
    default boolean isRelative(Input input) {
        return false;
    }

    /** Whether inputs of this scheme can be fetched without asking a registry first. */
    default boolean isDirect() {
        return true;
    }

    /**
     * The input with this branch or tag and this commit, as a registry entry is combined with what was asked of it.
     * A scheme that has neither keeps this method.
     *
     * @param ref the branch or tag, or null to leave it
     * @param rev the commit in base-16, or null to leave it
     * @throws FlakeException if the scheme has no such thing, or not both
     */
    default Input withRefAndRev(Input input, @Nullable String ref, @Nullable String rev) throws FlakeException {
        if (ref != null) {
            throw new FlakeException(
                    "don't know how to set branch/tag name of input '" + input.toUrl() + "' to '" + ref + "'");
        }
        if (rev != null) {
            throw new FlakeException(
                    "don't know how to set revision of input '" + input.toUrl() + "' to '" + rev + "'");
        }
        return input;
    }

    /**
     * A page for people that shows what happened between two commits of one repository, or at least what led to the
     * second; nothing if there is no such page.
     *
     * @param before an input of this scheme, locked
     * @param after the same repository at another commit
     */
    default Optional<String> compareUrl(Input before, Input after) {
        return Optional.empty();
    }

    /** The directory on this machine that the input is, where a lock file can be written; nothing for all others. */
    default Optional<Path> sourceDirectory(Input input) {
        return Optional.empty();
    }

    /**
     * Fetches the input. Blocks; ends soon after the context is cancelled.
     *
     * @throws FlakeException if it cannot be fetched; without the name of the input, which the caller adds
     */
    FetchedTree fetch(Input input, FetchContext context) throws FlakeException;

    /**
     * Writes a file into the {@linkplain #sourceDirectory directory} of an input, makes git know of it if the
     * directory is a git work tree, and commits it if asked to.
     *
     * @param path the path below the directory, with {@code /}
     * @param change the contents to write, if the file is still what it was when they were made
     * @param commitMessage the message of the commit to make of this file alone, or null for no commit
     * @throws FlakeException if it cannot be written, in which case an earlier file is intact
     */
    default void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        throw new FlakeException("input of type '" + type() + "' cannot be written to");
    }
}
