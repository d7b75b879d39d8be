package dev.flakelock.fetcher;

import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.fetcher.input.InputFetcher;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A fetcher that is asked for each time it has something to do. */
final class LazyFetcher implements InputFetcher {

    private final Supplier<InputFetcher> fetcher;

    LazyFetcher(Supplier<InputFetcher> fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        return fetcher.get().fetch(input, context);
    }

    @Override
    public void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        fetcher.get().putFile(input, path, change, commitMessage);
    }
}
