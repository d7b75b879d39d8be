package dev.flakelock.core.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Replaces files as a whole: contents are written beside a file and moved there.
 *
 * <p>Mode and owner of an existing file are kept as far as one may, and a new one gets mode 0644. A symbolic link stays,
 * and what it leads to is replaced. A file that one may not write is not replaced either. One that can be written and
 * not replaced, as one that is mounted alone into a container, or one in a directory that is not the user's, is written
 * in place.
 */
public final class AtomicFile {

    private static final int MAX_LINKS = 40;

    private AtomicFile() {}

    /**
     * Writes a file, whatever it was. What is no regular file, such as a pipe or {@code /dev/stdout}, is written to.
     *
     * @throws IOException if it cannot be written; an earlier file is intact then, and nothing is left behind
     */
    public static void write(Path file, byte[] contents) throws IOException {
        Path target = behindLinks(file);
        if (isStream(file, target)) {
            Files.write(file, contents, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return;
        }
        if (Files.isRegularFile(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        try (FileBeside beside = FileBeside.of(target, contents)) {
            beside.moveThere();
        } catch (FileSystemException e) {
            if (!isIrreplaceable(target, e)) {
                throw e;
            }
            try (HeldFile held = HeldFile.open(target)) {
                held.overwrite(contents);
            }
        }
    }

    /**
     * Changes a file, if it still is what it was. Two processes that do this at the same time do not undo what the other
     * did. Of a program that writes the file without asking anybody nothing is lost either, unless it begins to in the
     * moment between a comparison and a rename; no file system can do both at once.
     *
     * @throws ChangedFileException if somebody else has made, changed or deleted the file, or is about to change it
     * @throws IOException if it cannot be written; the file is as it was then, and nothing is left behind
     */
    public static void replace(Path file, FileChange change) throws IOException {
        Path target = behindLinks(file);
        if (change.isNew()) {
            try (FileBeside beside = FileBeside.of(target, change.after())) {
                beside.moveWhereNothingIs();
            }
            return;
        }
        // One at a time in this process: a lock of a file is the process's, and ends with any channel of that file.
        synchronized (AtomicFile.class) {
            try (HeldFile held = HeldFile.open(target)) {
                replace(target, change, held);
            }
        }
    }

    private static void replace(Path target, FileChange change, HeldFile held) throws IOException {
        try (FileBeside beside = FileBeside.of(target, change.after())) {
            held.requireUnchanged(change);
            beside.moveThere();
        } catch (FileSystemException e) {
            if (!isIrreplaceable(target, e)) {
                throw e;
            }
            held.requireUnchanged(change);
            held.overwrite(change.after());
        }
    }

    private static boolean isIrreplaceable(Path target, FileSystemException e) {
        String reason = e.getReason();
        boolean refused = e instanceof AccessDeniedException || (reason != null && reason.contains("busy"));
        return refused && Files.isRegularFile(target) && Files.isWritable(target);
    }

    /** Whether what is written there goes to somebody who reads it, and not into a file of this name. */
    private static boolean isStream(Path file, Path target) {
        boolean isOther = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        return isOther || isDescriptor(target);
    }

    /** Whether a path names something that a process has open. It may look like a link, but leads to no name. */
    private static boolean isDescriptor(Path path) {
        return path.startsWith("/proc") || path.startsWith("/dev/fd");
    }

    /** The file that links lead to, which need not exist. */
    private static Path behindLinks(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; !isDescriptor(target) && Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new IOException("too many symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }
}
