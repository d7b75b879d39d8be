package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces files as a whole. */
public final class AtomicFile {

    private static final int MAX_LINKS = 40;
    private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");

    private AtomicFile() {}

    /**
     * Writes the contents beside the file and moves them there. Mode and owner of an existing file are kept as far as
     * one may, a new one gets 0644; a symbolic link stays, and what it leads to is replaced. The directory is made if it
     * is not there.
     *
     * <p>A file that can be written and not replaced, as one that is mounted alone into a container, or one in a
     * directory that is not the user's, is written in place.
     *
     * @throws IOException if it cannot be written; an earlier file is intact then, and nothing is left behind
     */
    public static void write(Path file, byte[] contents) throws IOException {
        Path target = behindLinks(file);
        try {
            replace(target, contents);
        } catch (FileSystemException e) {
            if (!isIrreplaceable(target, e)) {
                throw e;
            }
            overwrite(target, contents);
        }
    }

    private static void replace(Path target, byte[] contents) throws IOException {
        Path directory = target.getParent();
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, "." + target.getFileName() + ".", ".tmp");
        try {
            Files.write(beside, contents);
            if (beside.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                makeAlike(beside, target);
            }
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void makeAlike(Path beside, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.setPosixFilePermissions(beside, NEW_FILE);
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        try {
            view.setOwner(wanted.owner());
            view.setGroup(wanted.group());
        } catch (IOException e) {
            // Only root may give files away; for everybody else the file becomes theirs.
        }
        view.setPermissions(wanted.permissions());
    }

    private static boolean isIrreplaceable(Path target, FileSystemException e) {
        String reason = e.getReason();
        boolean refused = e instanceof AccessDeniedException || (reason != null && reason.contains("busy"));
        return refused && Files.isRegularFile(target) && Files.isWritable(target);
    }

    private static void overwrite(Path target, byte[] contents) throws IOException {
        byte[] before = Files.readAllBytes(target);
        try {
            Files.write(target, contents);
        } catch (IOException e) {
            Files.write(target, before);
            throw e;
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
