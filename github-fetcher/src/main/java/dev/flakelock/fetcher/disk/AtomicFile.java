package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces files as a whole. */
public final class AtomicFile {

    private static final int MAX_LINKS = 40;
    private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");

    private AtomicFile() {}

    /**
     * Writes the contents beside the file and moves them there. The mode of an existing file is kept, a new one gets
     * 0644; a symbolic link stays, and what it leads to is replaced. The directory is made if it is not there.
     *
     * @throws IOException if it cannot be written; an earlier file is intact then, and nothing is left behind
     */
    public static void write(Path file, byte[] contents) throws IOException {
        Path target = behindLinks(file);
        Path directory = target.getParent();
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, "." + target.getFileName() + ".", ".tmp");
        try {
            Files.write(beside, contents);
            if (beside.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(
                        beside, Files.exists(target) ? Files.getPosixFilePermissions(target) : NEW_FILE);
            }
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The file that links lead to, which need not exist. */
    private static Path behindLinks(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new IOException("too many symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }
}
