package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A directory that one process works in at a time, and one thread of it. Its lock is a file in it, whose time is that of
 * the last use. Immutable.
 *
 * <p>What is in it is renamed before it is deleted, so that nobody takes half of it for the whole. The directory and its
 * lock stay: a lock that is deleted locks nothing.
 */
public final class LockedDirectory {

    /** The file that is locked. */
    static final String LOCK = "lock";

    private static final String DISCARDED = "discarded-";
    private static final long POLL_MS = 20;

    /** Work in the directory. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    private final Path directory;

    /** A directory, which need not exist. */
    public LockedDirectory(Path directory) {
        this.directory = directory;
    }

    /** Something in the directory. */
    public Path resolve(String name) {
        return directory.resolve(name);
    }

    /** The directory itself. */
    public Path path() {
        return directory;
    }

    /**
     * Works in the directory while nobody else does.
     *
     * @param now the time of the use
     * @param cancelled whether nobody is interested any more, asked while somebody else is at work
     * @throws IOException if it cannot be locked, or nobody is interested any more
     */
    public <T, X extends Exception> T locked(Instant now, BooleanSupplier cancelled, Work<T, X> work)
            throws IOException, X {
        PrivateDirectory.create(directory);
        Path file = directory.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!isLocked(channel)) {
                await(cancelled);
            }
            Files.setLastModifiedTime(file, FileTime.from(now));
            return work.run();
        }
    }

    /** The lock is given up when the channel is closed. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return false;
        }
    }

    private void await(BooleanSupplier cancelled) throws IOException {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
        if (cancelled.getAsBoolean()) {
            throw new IOException("cancelled while waiting for '" + directory.resolve(LOCK) + "'");
        }
    }

    /** Deletes what is in it, unless somebody is at work there; returns whether it is gone. */
    public boolean discard() throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            clear();
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Whether nothing but what is about to be deleted is in it; by whoever is at work there. */
    public boolean isEmpty() throws IOException {
        return children(directory).stream()
                .map(part -> part.getFileName().toString())
                .allMatch(name -> name.equals(LOCK) || name.startsWith(DISCARDED));
    }

    /** Deletes what is in it; by whoever is at work there. */
    public void clear() throws IOException {
        for (Path part : children(directory)) {
            String name = part.getFileName().toString();
            if (name.startsWith(DISCARDED)) {
                Deletion.delete(part);
            } else if (!name.equals(LOCK)) {
                Path away = Files.createTempDirectory(directory, DISCARDED);
                Files.move(part, away.resolve(name));
                Deletion.delete(away);
            }
        }
    }

    static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }
}
