package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * Fetches a commit of a bare repository on this machine. Git treats it as a remote one, so the same refs are found as on
 * a server; but there is no need for a copy.
 */
final class BareFetch {

    private final GitInput input;
    private final GitLocation location;
    private final Path directory;
    private final GitSetup setup;
    private final Submodules submodules;

    BareFetch(GitInput input, GitLocation location, GitSetup setup, Submodules submodules) {
        this.input = input;
        this.location = location;
        this.directory = Objects.requireNonNull(location.directory());
        this.setup = setup;
        this.submodules = submodules;
    }

    GitResult fetch(FetchContext context) throws FlakeException {
        boolean isRepository = location.url().startsWith("file://")
                && Files.isRegularFile(directory.resolve("HEAD"))
                && Files.isDirectory(directory.resolve("objects"));
        if (!isRepository && input.ref() == null) {
            warnNoHead(context);
        }
        if (!isRepository) {
            throw RemoteErrors.failed(location.url(), null);
        }
        SafeDirectory.check(directory);
        LocalRepository repository = LocalRepository.bare(directory);
        String ref = input.ref() == null ? repository.use(open -> defaultRef(open, context)) : input.ref();
        ObjectId commit = repository.use(open -> commit(open, ref));
        if (!input.shallow() && repository.use(LocalRepository::isShallow)) {
            throw CommitResult.shallow(directory.toString());
        }
        return new CommitResult(input, repository, commit)
                .named(ref, input.rev() == null ? commit.name() : input.rev())
                .counted(() -> repository.use(open -> new RevCounts(setup.facts()).of(open, commit)))
                .build(submodules, new Submodules.Base(location.url(), ref), setup, context);
    }

    private void warnNoHead(FetchContext context) {
        context.warn("could not read HEAD ref from repo at '" + location.url() + "', using 'master'");
    }

    private String defaultRef(Repository repository, FetchContext context) throws IOException {
        Ref head = repository.exactRef("HEAD");
        if (head == null || head.getObjectId() == null) {
            warnNoHead(context);
            return "master";
        }
        return head.isSymbolic()
                ? head.getTarget().getName()
                : head.getObjectId().name();
    }

    private ObjectId commit(Repository repository, String ref) throws IOException, FlakeException {
        String rev = input.rev();
        try {
            if (rev != null) {
                return History.commit(repository, ObjectId.fromString(rev));
            }
            Ref found = repository.exactRef(RemoteConversation.fullName(ref));
            if (found == null || found.getObjectId() == null) {
                throw RemoteErrors.failed(location.url(), null);
            }
            return History.commit(repository, found.getObjectId());
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw RemoteErrors.failed(location.url(), e);
        }
    }
}
