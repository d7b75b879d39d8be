package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.disk.LockedDirectory;
import dev.flakelock.fetcher.disk.SeenRefs;
import dev.flakelock.fetcher.disk.SeenRefs.Seen;
import dev.flakelock.narhash.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * What is kept of a remote repository: three bare repositories, made when they are first needed, and when which ref was
 * where. {@code tree} has single commits with their trees, {@code commits} has histories without trees, for counting,
 * and {@code all} has everything, for servers that cannot leave out anything. They are apart because each lacks what the
 * others have, and a server leaves out what it is told to be there.
 */
final class RemoteCopy {

    private static final String STATE = "refs.properties";

    private final LockedDirectory directory;
    private final SeenRefs refs;

    private RemoteCopy(Path directory) {
        this.directory = new LockedDirectory(directory);
        this.refs = new SeenRefs(directory.resolve(STATE));
    }

    /** The copy of the repository with this URL. */
    static RemoteCopy of(Path cacheDirectory, String url) {
        return new RemoteCopy(all(cacheDirectory).resolve(nameOf(url)));
    }

    /** Where all copies are. */
    static Path all(Path cacheDirectory) {
        return cacheDirectory.resolve("git");
    }

    /** A URL, which may hold a password, as the name of something on disk. */
    static String nameOf(String url) {
        return Hash.sha256(url.getBytes(StandardCharsets.UTF_8)).toBase16();
    }

    /** Works on the copy while no other process does. */
    <T> T locked(Instant now, FetchContext context, LockedDirectory.Work<T, FlakeException> work)
            throws FlakeException {
        try {
            return directory.locked(now, context::isCancelled, work);
        } catch (IOException e) {
            throw GitErrors.reading(directory.path(), e);
        }
    }

    /** The repository for objects of this depth, made if it is not there. */
    LocalRepository repository(RemoteTransfer.Depth depth) throws FlakeException {
        Path place = directory.resolve(
                switch (depth) {
                    case TREE -> "tree.git";
                    case RECENT -> "recent.git";
                    case COMMITS -> "commits.git";
                    case ALL -> "all.git";
                });
        if (!Files.exists(place.resolve("HEAD"))) {
            try (Repository repository = new FileRepositoryBuilder()
                    .setGitDir(place.toFile())
                    .setBare()
                    .build()) {
                repository.create(true);
            } catch (IOException e) {
                throw GitErrors.reading(place, e);
            }
        }
        return LocalRepository.copy(place, directory::discard);
    }

    /** Whether there is nothing in it yet; while it is locked. */
    boolean isNew() throws FlakeException {
        try {
            return directory.isEmpty();
        } catch (IOException e) {
            throw GitErrors.reading(directory.path(), e);
        }
    }

    /** Forgets everything; while it is locked. */
    void clear() throws FlakeException {
        try {
            directory.clear();
        } catch (IOException e) {
            throw GitErrors.reading(directory.path(), e);
        }
    }

    /**
     * Whether objects of this depth are there for a commit. Where there is history, there is all of it behind each
     * commit; but of the parents of a commit that was fetched with its tree nothing may be there.
     */
    boolean has(RemoteTransfer.Depth depth, String rev) throws FlakeException {
        return repository(depth).use(repository -> {
            ObjectId id = ObjectId.fromString(rev);
            boolean withHistory = depth != RemoteTransfer.Depth.TREE;
            return repository.getObjectDatabase().has(id)
                    && (withHistory || repository.exactRef("refs/flakelock/" + id.name()) != null);
        });
    }

    /** Where a ref was, the last time it was asked for. */
    Optional<Seen> seen(String ref) {
        return refs.get(ref);
    }

    /** Remembers where a ref is. */
    void remember(String ref, String value, Instant now) throws FlakeException {
        try {
            refs.put(ref, value, now);
        } catch (IOException e) {
            throw GitErrors.reading(directory.path(), e);
        }
    }

    /** What is remembered beside the objects. */
    SeenRefs refs() {
        return refs;
    }
}
