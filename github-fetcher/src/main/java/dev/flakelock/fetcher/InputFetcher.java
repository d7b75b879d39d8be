package dev.flakelock.fetcher;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The half of a scheme that does input and output. A scheme is made with one, so that its language can be used and
 * tested without a network. Thread-safe.
 */
@FunctionalInterface
public interface InputFetcher {

    /**
     * Fetches an input of the scheme; see {@link dev.flakelock.core.ref.InputScheme#fetch}.
     *
     * @throws FlakeException if it cannot be fetched
     */
    FetchedTree fetch(Input input, FetchContext context) throws FlakeException;

    /**
     * Writes a file into a directory that is an input of the scheme; see
     * {@link dev.flakelock.core.ref.InputScheme#putFile}.
     *
     * @throws FlakeException if it cannot be written, in which case an earlier file is intact
     */
    default void putFile(Path directory, String path, byte[] contents, @Nullable String commitMessage)
            throws FlakeException {
        throw new FlakeException("cannot write '" + directory.resolve(path) + "'");
    }
}
