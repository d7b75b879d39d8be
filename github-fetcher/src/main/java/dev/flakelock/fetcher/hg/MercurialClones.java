package dev.flakelock.fetcher.hg;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.disk.CopyEviction;
import dev.flakelock.fetcher.disk.Deletion;
import dev.flakelock.fetcher.disk.EvictionLimits;
import dev.flakelock.fetcher.disk.LockedDirectory;
import dev.flakelock.fetcher.disk.SeenRefs;
import dev.flakelock.fetcher.tree.TreeErrors;
import dev.flakelock.narhash.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clones of Mercurial repositories in the cache, one for each URL. */
final class MercurialClones {

    /** Something to do with the files of a commit. */
    @FunctionalInterface
    interface Use<T> {
        T of(Path directory) throws FlakeException;
    }

    private static final EvictionLimits LIMITS = EvictionLimits.ofCopies(4L << 30);

    private static final String CLONE = "clone";

    private final Path directory;
    private final InstantSource clock;

    MercurialClones(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The commit that a ref was at, if that was found out lately enough and the clone is there. */
    Optional<String> seen(String url, String ref, Duration ttl) {
        LockedDirectory place = place(url);
        return Files.exists(place.resolve(CLONE))
                ? refs(place)
                        .get(ref)
                        .filter(seen -> seen.isFresh(ttl, clock.instant()))
                        .map(SeenRefs.Seen::value)
                : Optional.empty();
    }

    /** Remembers which commit a ref is at. */
    void remember(String url, String ref, String rev) throws FlakeException {
        LockedDirectory place = place(url);
        try {
            refs(place).put(ref, rev, clock.instant());
        } catch (IOException e) {
            throw TreeErrors.unreadable(place.path().toString(), e);
        }
    }

    private LockedDirectory place(String url) {
        String name = Hash.sha256(url.getBytes(StandardCharsets.UTF_8)).toBase16();
        return new LockedDirectory(directory.resolve(name));
    }

    private static SeenRefs refs(LockedDirectory place) {
        return new SeenRefs(place.resolve("refs.properties"));
    }

    /** The clone of a repository; brought up to date unless it has the commit already. */
    Path update(String url, @Nullable String rev, FetchContext context) throws FlakeException {
        LockedDirectory place = place(url);
        try {
            return place.locked(clock.instant(), context::isCancelled, () -> update(url, rev, place, context));
        } catch (IOException e) {
            throw TreeErrors.unreadable(place.path().toString(), e);
        } finally {
            new CopyEviction(directory, LIMITS, clock).runDaily();
        }
    }

    private static Path update(String url, @Nullable String rev, LockedDirectory place, FetchContext context)
            throws FlakeException {
        Path clone = place.resolve(CLONE);
        if (!Files.exists(clone)) {
            create(url, place, clone, context);
        } else if (rev == null || !has(clone, rev, context)) {
            pull(url, clone, context);
        }
        return clone;
    }

    /** A clone that is cut short does not look like a whole one. */
    private static void create(String url, LockedDirectory place, Path clone, FetchContext context)
            throws FlakeException {
        try {
            place.clear();
            Path beside = place.resolve("being-made");
            HgProgram.run(context, "clone", "--noupdate", "--", url, beside.toString());
            Files.move(beside, clone, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw TreeErrors.unreadable(place.path().toString(), e);
        }
    }

    /** Does something with the files of a commit, as {@code hg archive} gives them. */
    <T> T archive(Path clone, String rev, FetchContext context, Use<T> use) throws FlakeException {
        Path files = temporaryDirectory();
        try {
            HgProgram.run(context, "archive", "-R", clone.toString(), "-r", rev, files.toString());
            Files.deleteIfExists(files.resolve(".hg_archival.txt"));
            return use.of(files);
        } catch (IOException e) {
            throw TreeErrors.unreadable(files.toString(), e);
        } finally {
            deleteAll(files);
        }
    }

    /** A file of a commit. */
    byte[] file(Path clone, String rev, String path, FetchContext context) throws FlakeException {
        return archive(clone, rev, context, directory -> {
            try {
                return Files.readAllBytes(directory.resolve(path));
            } catch (IOException e) {
                throw TreeErrors.unreadable(path, e);
            }
        });
    }

    private static boolean has(Path clone, String rev, FetchContext context) throws FlakeException {
        return HgProgram.tryRun(context, "log", "-R", clone.toString(), "-r", rev, "--template", "1")
                .equals(Optional.of("1"));
    }

    private static void pull(String url, Path clone, FetchContext context) throws FlakeException {
        String[] command = {"pull", "-R", clone.toString(), "--", url};
        if (HgProgram.tryRun(context, command).isPresent()) {
            return;
        }
        // Mercurial complains of a pull that was cut short only while this file is there.
        if (Files.exists(clone.resolve(".hg/store/journal"))) {
            HgProgram.run(context, "recover", "-R", clone.toString());
        }
        HgProgram.run(context, command);
    }

    private static Path temporaryDirectory() throws FlakeException {
        try {
            return Files.createTempDirectory("flakelock-hg-");
        } catch (IOException e) {
            throw new FlakeException("cannot make a temporary directory: " + e.getMessage(), e);
        }
    }

    private static void deleteAll(Path root) throws FlakeException {
        try {
            Deletion.delete(root);
        } catch (IOException e) {
            throw new FlakeException("cannot delete '" + root + "': " + e.getMessage(), e);
        }
    }
}
