package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.disk.AtomicFile;
import dev.flakelock.fetcher.disk.LockedDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
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

    /** What is remembered of a ref: where it was, and when. */
    record Seen(String value, Instant time) {

        boolean isFresh(Duration ttl, Instant now) {
            return !ttl.isZero() && time.plus(ttl).isAfter(now);
        }
    }

    private static final String STATE = "refs.properties";
    private static final Duration LONGEST_TTL = Duration.ofDays(365_000);

    private final LockedDirectory directory;

    private RemoteCopy(Path directory) {
        this.directory = new LockedDirectory(directory);
    }

    /** The copy of the repository with this URL. */
    static RemoteCopy of(Path cacheDirectory, String url) {
        return new RemoteCopy(all(cacheDirectory).resolve(sha256(url)));
    }

    /** Where all copies are. */
    static Path all(Path cacheDirectory) {
        return cacheDirectory.resolve("git");
    }

    static String sha256(String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** A TTL that can be added to any time. */
    static Duration bounded(Duration ttl) {
        return ttl.compareTo(LONGEST_TTL) > 0 ? LONGEST_TTL : ttl;
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
        String value = state().getProperty(ref);
        int space = value == null ? -1 : value.indexOf(' ');
        if (value == null || space < 0) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.ofEpochSecond(Long.parseLong(value.substring(0, space)));
            return Optional.of(new Seen(value.substring(space + 1), time));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Remembers where a ref is. */
    void remember(String ref, String value, Instant now) throws FlakeException {
        Properties state = state();
        state.setProperty(ref, now.getEpochSecond() + " " + value);
        write(state);
    }

    private void write(Properties state) throws FlakeException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            state.store(bytes, null);
            AtomicFile.write(directory.resolve(STATE), bytes.toByteArray());
        } catch (IOException e) {
            throw GitErrors.reading(directory.path(), e);
        }
    }

    /** The same for what is not missed. */
    void rememberIfPossible(String ref, String value, Instant now) {
        try {
            remember(ref, value, now);
        } catch (FlakeException e) {
            // It will be asked for again.
            return;
        }
    }

    /** Forgets where a ref was. */
    void forget(String ref) {
        Properties state = state();
        if (state.remove(ref) != null) {
            try {
                write(state);
            } catch (FlakeException e) {
                // It is found out to be wrong once more.
                return;
            }
        }
    }

    private Properties state() {
        Properties state = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve(STATE))) {
            state.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // Nothing is remembered yet, or not readably.
            state.clear();
        }
        return state;
    }
}
