package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;

/** What stands on disk for the entries of an index. */
final class DiskEntries {

    /** How the disk compares with an entry of the index. */
    enum Change {
        /** The same, as far as can be seen without reading. */
        SAME,
        /** Certainly something else, but still a file or link. */
        CHANGED,
        /** To be read. */
        UNCERTAIN,
        /** Nothing, or a directory, or something below a link. */
        GONE
    }

    private final Path root;
    private final boolean trustMode;
    private final boolean links;
    private final boolean posix;
    private final boolean trustStatusTime;
    private final Map<String, Boolean> directories = new HashMap<>();

    DiskEntries(Repository repository) {
        this.root = StatusScan.root(repository);
        this.posix = DiskFile.hasModes(root);
        this.trustMode = posix && repository.getConfig().getBoolean("core", "filemode", true);
        this.trustStatusTime =
                root.getFileSystem().supportedFileAttributeViews().contains("unix")
                        && repository.getConfig().getBoolean("core", "trustctime", true);
        this.links = repository.getConfig().getBoolean("core", "symlinks", true);
    }

    Change compare(DirCacheEntry entry, byte[] path) throws IOException {
        if (!isBelowDirectories(path)) {
            return Change.GONE;
        }
        Path file = RawPaths.resolve(root, path);
        BasicFileAttributes attributes;
        try {
            attributes = DiskFile.attributes(file, posix);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Change.GONE;
        } catch (FileSystemException e) {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Change.GONE;
            }
            throw e;
        }
        if (attributes.isDirectory()) {
            return Change.GONE;
        }
        if (entry.isAssumeValid() || entry.isSkipWorkTree()) {
            return Change.SAME;
        }
        if (!isSameMode(entry.getFileMode(), attributes)) {
            return Change.CHANGED;
        }
        Change change = compareStat(entry, attributes);
        if (change == Change.SAME && trustStatusTime && !isSameStatusTime(entry, file)) {
            // JGit knows nothing of this time, and reads only files that look changed to itself.
            entry.smudgeRacilyClean();
            return Change.UNCERTAIN;
        }
        return change;
    }

    private boolean isSameMode(FileMode mode, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return mode == FileMode.SYMLINK;
        }
        if (!attributes.isRegularFile()) {
            return false;
        }
        if (mode == FileMode.SYMLINK) {
            return !links;
        }
        return !trustMode || DiskFile.isExecutable(attributes) == (mode == FileMode.EXECUTABLE_FILE);
    }

    private static Change compareStat(DirCacheEntry entry, BasicFileAttributes attributes) {
        // An entry that was as new as the index when it was written, or racy since, has been given no size by git, and
        // is "smudged" for JGit, which compares with the time of the index when it reads it.
        boolean racy = entry.isSmudged() || (entry.getLength() == 0 && attributes.size() > 0);
        if (racy) {
            return Change.UNCERTAIN;
        }
        if (entry.getLength() != (int) attributes.size()) {
            return Change.CHANGED;
        }
        return isSameTime(
                        entry.getLastModifiedInstant(),
                        attributes.lastModifiedTime().toInstant())
                ? Change.SAME
                : Change.UNCERTAIN;
    }

    /** Some writers of an index, or file systems, have whole seconds only. */
    private static boolean isSameTime(Instant inIndex, Instant onDisk) {
        boolean seconds = inIndex.getNano() == 0 || onDisk.getNano() == 0;
        return inIndex.getEpochSecond() == onDisk.getEpochSecond()
                && (seconds || inIndex.getNano() == onDisk.getNano());
    }

    /** Whether {@code st_ctime}, which cannot be set, is that in the index; JGit has it in milliseconds. */
    private static boolean isSameStatusTime(DirCacheEntry entry, Path file) throws IOException {
        return Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS) instanceof FileTime time
                && time.toMillis() == entry.getCreationTime();
    }

    private boolean isBelowDirectories(byte[] path) {
        int slash = lastSlash(path);
        return slash < 0 || isDirectory(Arrays.copyOf(path, slash));
    }

    private boolean isDirectory(byte[] path) {
        String key = new String(path, StandardCharsets.ISO_8859_1);
        Boolean known = directories.get(key);
        if (known == null) {
            known = isBelowDirectories(path)
                    && Files.isDirectory(RawPaths.resolve(root, path), LinkOption.NOFOLLOW_LINKS);
            directories.put(key, known);
        }
        return known;
    }

    private static int lastSlash(byte[] path) {
        for (int i = path.length - 1; i >= 0; i--) {
            if (path[i] == '/') {
                return i;
            }
        }
        return -1;
    }
}
