package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** Puts together what was found for a commit, wherever its repository came from. */
final class CommitResult {

    /** Counts commits. */
    @FunctionalInterface
    interface Counter {
        long count() throws FlakeException;
    }

    private final GitInput input;
    private final LocalRepository repository;
    private final ObjectId commit;
    private String ref = "";
    private String rev = "";
    private Counter counter = () -> 0;

    /** A result for the commit of a repository that has its tree. */
    CommitResult(GitInput input, LocalRepository repository, ObjectId commit) {
        this.input = input;
        this.repository = repository;
        this.commit = commit;
    }

    /** Sets the branch or tag and the commit as they are to be written. */
    CommitResult named(String writtenRef, String writtenRev) {
        this.ref = writtenRef;
        this.rev = writtenRev;
        return this;
    }

    /** Sets what finds the number of commits, should it be wanted. */
    CommitResult counted(Counter revCount) {
        this.counter = revCount;
        return this;
    }

    GitResult build(Submodules submodules, Submodules.Base base, GitSetup setup, FetchContext context)
            throws FlakeException {
        if (input.verifyCommit()) {
            new CommitVerifier(setup.settings().environment()).verify(repository, commit, input);
        }
        ObjectId tree = repository.use(open -> History.tree(open, commit));
        Attrs found = found();
        Mounts mounts = input.submodules() ? submodules.ofCommit(repository, tree, input, base, context) : Mounts.NONE;
        Set<String> ignored =
                input.exportIgnore() ? repository.use(open -> AttributePaths.exportIgnored(open, tree)) : Set.of();
        LfsFiles lfs = input.lfs()
                ? new LfsServer(
                        repository.use(open -> AttributePaths.lfsFiltered(open, tree)), base.url(), setup, context)
                : LfsFiles.NONE;
        CommitFiles files = new CommitFiles(
                repository, tree, "«" + input.show(found) + "»", new CommitFiles.View(mounts, ignored, lfs));
        return new GitResult(found, files, repository.root(), false);
    }

    private Attrs found() throws FlakeException {
        long time = repository.use(open -> History.committedAt(open, commit));
        Attrs attrs = input.attrs().with("ref", ref).with("rev", rev).with("lastModified", time);
        return input.shallow() ? attrs : attrs.with("revCount", counter.count());
    }

    /** The error for a repository that lacks history although all of it was asked for. */
    static FlakeException shallow(String place) {
        return new FlakeException("'" + place + "' is a shallow Git repository, but shallow repositories are only"
                + " allowed when `shallow = true;` is specified");
    }
}
