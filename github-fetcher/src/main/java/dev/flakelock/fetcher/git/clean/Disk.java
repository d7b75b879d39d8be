package dev.flakelock.fetcher.git.clean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a work tree with its index by what the file system says of each file, without reading any. */
final class Disk {

    private static final String WANTED = "unix:mode,size,ctime,lastModifiedTime";
    private static final int TYPE = 0170000;
    private static final int EXECUTE = 0100;

    private final Path root;
    private final Instant indexTime;
    private final Set<String> directories = new HashSet<>();

    Disk(Path root, Instant indexTime) {
        this.root = root;
        this.indexTime = indexTime;
    }

    void requireSame(List<IndexEntry> entries) throws IOException {
        for (IndexEntry entry : entries) {
            requireDirectories(entry.path());
            if (isAsNewAsIndex(entry.modified()) || !isSame(entry)) {
                throw new Unusual(entry.path());
            }
        }
    }

    /** A file that was changed again within the resolution of the file system would look the same (git's racy files). */
    private boolean isAsNewAsIndex(Instant modified) {
        boolean seconds = modified.getNano() == 0 || indexTime.getNano() == 0;
        return seconds ? modified.getEpochSecond() >= indexTime.getEpochSecond() : !modified.isBefore(indexTime);
    }

    private boolean isSame(IndexEntry entry) throws IOException {
        Map<String, Object> now = Files.readAttributes(root.resolve(entry.path()), WANTED, LinkOption.NOFOLLOW_LINKS);
        return now.get("mode") instanceof Integer mode
                && gitMode(mode) == entry.mode()
                && now.get("size") instanceof Long size
                && size.intValue() == entry.size()
                && now.get("lastModifiedTime") instanceof FileTime modified
                && modified.toInstant().equals(entry.modified())
                && now.get("ctime") instanceof FileTime changed
                && changed.toInstant().equals(entry.changed());
    }

    private static int gitMode(int mode) {
        return switch (mode & TYPE) {
            case IndexEntry.FILE & TYPE -> (mode & EXECUTE) != 0 ? IndexEntry.EXECUTABLE : IndexEntry.FILE;
            case IndexEntry.LINK -> IndexEntry.LINK;
            default -> 0;
        };
    }

    /** Makes sure that no link stands for a directory on the way. */
    private void requireDirectories(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || !directories.add(path.substring(0, slash))) {
            return;
        }
        String directory = path.substring(0, slash);
        requireDirectories(directory);
        if (!Files.isDirectory(root.resolve(directory), LinkOption.NOFOLLOW_LINKS)) {
            throw new Unusual(directory);
        }
    }
}
