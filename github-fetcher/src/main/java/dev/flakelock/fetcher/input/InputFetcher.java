package dev.flakelock.fetcher.input;

import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
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
     * Writes a file into the directory of an input; see {@link dev.flakelock.core.ref.InputScheme#putFile}.
     *
     * @throws FlakeException if it cannot be written; always, unless the fetcher has directories to write to
     */
    default void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        throw new FlakeException("input '" + input.show() + "' cannot be written to");
    }
}
