package dev.flakelock.cli.command;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.FetchedFlake;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.fetcher.git.CommittedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock file that the user names, read as it is: a file; a directory, whose flake may be above it; a flake reference;
 * or else a Git revision, in which the lock file of the flake at hand is looked up. A missing lock file in a directory
 * or revision is an empty one, as it is for {@code lock}.
 */
public final class LockFileArgument {

    private static final String NAME = "flake.lock";

    private final Session session;
    private String flake = ".";

    /** Lock files as they are named in a session. */
    public LockFileArgument(Session session) {
        this.session = session;
    }

    /** Takes Git revisions for those of this directory's flake. */
    void setFlake(String directory) {
        this.flake = directory;
    }

    /** The lock file of the flake at hand, as it is in its directory. */
    LockFile current() throws FlakeException {
        return read(flake);
    }

    /** The lock file that a text means. */
    LockFile read(String text) throws FlakeException {
        Path path = path(text);
        if (path != null && Files.isDirectory(path)) {
            return inDirectory(path);
        }
        if (path != null && Files.exists(path)) {
            return parse(contents(path), path.toString());
        }
        return text.contains(":") ? fetched(text) : committed(text);
    }

    /**
     * The lock file of the flake that a directory is in; empty if there is none.
     *
     * @throws FlakeException if the directory is in no flake, or if the lock file is broken
     */
    public LockFile local(String directory) throws FlakeException {
        return inDirectory(existing(directory));
    }

    /**
     * The root of the flake that a directory is in.
     *
     * @throws FlakeException if the directory is in no flake
     */
    public Path localRoot(String directory) throws FlakeException {
        return root(existing(directory));
    }

    private Path existing(String directory) throws FlakeException {
        Path path = path(directory);
        if (path == null || !Files.isDirectory(path)) {
            throw new FlakeException("'" + directory + "' is no directory");
        }
        return path;
    }

    private @Nullable Path path(String text) {
        try {
            return session.environment().currentDirectory().resolve(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private LockFile inDirectory(Path directory) throws FlakeException {
        Path file = root(directory).resolve(NAME);
        return Files.exists(file) ? parse(contents(file), file.toString()) : LockFile.EMPTY;
    }

    /** The directory of the flake that a directory is in. */
    private static Path root(Path directory) throws FlakeException {
        for (Path at = directory.normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("flake.nix")) || Files.exists(at.resolve(NAME))) {
                return at;
            }
        }
        throw new FlakeException(
                        "path \"" + directory.normalize() + "\" is not part of a flake (neither it nor its parent"
                                + " directories contain a 'flake.nix' file)")
                .hint("name a directory with a flake, a lock file, or a flake reference");
    }

    private LockFile committed(String revision) throws FlakeException {
        Path directory = path(flake);
        Path file = root(directory == null ? session.environment().currentDirectory() : directory)
                .resolve(NAME);
        byte[] contents = CommittedFile.read(file, revision).orElse(null);
        return contents == null ? LockFile.EMPTY : parse(contents, revision + ":" + NAME);
    }

    private LockFile fetched(String reference) throws FlakeException {
        Library library = new Library(session);
        FlakeRef asked = library.parseFlake(reference);
        FlakeRef resolved = asked.input().isDirect() ? asked : library.resolve(asked);
        FetchedFlake fetched = library.fetch(List.of(resolved)).get(0);
        SourceTree files = fetched.requireTree().files();
        String file = resolved.subdir().isEmpty() ? NAME : resolved.subdir() + "/" + NAME;
        return files.kind(file).isEmpty() ? LockFile.EMPTY : parse(files.read(file), files.show(file));
    }

    private LockFile parse(byte[] contents, String shownAs) throws FlakeException {
        return LockFileReader.read(contents, shownAs, StandardSchemes.language(), session.console()::warn);
    }

    private static byte[] contents(Path file) throws FlakeException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FlakeException("reading file '" + file + "': " + e.getMessage(), e);
        }
    }
}
