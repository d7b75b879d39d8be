package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeHasher;
import dev.flakelock.narhash.TreeLimits;
import java.io.IOException;
import java.nio.file.Path;

/** The NAR hash of git's files. */
final class GitTreeHash {

    private GitTreeHash() {}

    static Hash of(GitFiles files, Path repository, TreeLimits limits) throws FlakeException {
        try {
            TreeHasher hasher = new TreeHasher(KeepRule.nothing(), limits, files.show(""));
            files.pushTo(hasher);
            return hasher.finish().narHash();
        } catch (IOException e) {
            throw GitErrors.reading(repository, e);
        }
    }
}
