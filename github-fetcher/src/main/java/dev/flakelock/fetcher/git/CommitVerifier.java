package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import org.eclipse.jgit.lib.ObjectId;

/** Checks signatures of commits. */
final class CommitVerifier {

    private CommitVerifier() {}

    static void verify(LocalRepository repository, ObjectId commit, GitInput input) throws FlakeException {
        throw new FlakeException("cannot verify " + commit.name() + " of " + repository.root() + input.url());
    }
}
