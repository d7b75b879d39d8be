package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.tree.TreeErrors;
import dev.flakelock.narhash.NarException;
import java.io.IOException;
import java.nio.file.Path;

/** Failures of the disk and of git's files as errors for users. */
final class GitErrors {

    private GitErrors() {}

    static FlakeException reading(Path repository, IOException cause) {
        if (cause instanceof NarException nar) {
            return TreeErrors.of(nar);
        }
        return new FlakeException("reading Git repository \"" + repository + "\": " + cause.getMessage(), cause);
    }
}
