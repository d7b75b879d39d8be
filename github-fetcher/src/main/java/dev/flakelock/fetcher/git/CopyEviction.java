package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the copies of remote repositories from growing for ever: those that were not used for two months go, and then
 * those not used for longest until all together are small enough. What was used within the last hour stays, as files are
 * read from a copy after its lock has been given up; and so does what another process has locked.
 *
 * <p>A copy is renamed before it is deleted, so that nobody takes half of one for a whole one. Its directory and its lock
 * stay: a lock that is deleted locks nothing.
 */
final class CopyEviction {

    private static final String MARKER = ".evicted";
    private static final String DISCARDED = "discarded-";
    private static final Duration BETWEEN_RUNS = Duration.ofDays(1);
    private static final Duration UNUSED = Duration.ofDays(60);
    private static final Duration IN_USE = Duration.ofHours(1);

    private record Copy(Path directory, Instant used, long size) {}

    private final Path directory;
    private final long maxBytes;
    private final InstantSource clock;

    /**
     * An eviction.
     *
     * @param directory holds the copies
     * @param maxBytes how large all of them may be together
     */
    CopyEviction(Path directory, long maxBytes, InstantSource clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** Evicts what is to go, unless that was done within the last day. Nothing that goes wrong keeps a fetch from going on. */
    void run() {
        Instant now = clock.instant();
        Path marker = directory.resolveSibling(directory.getFileName() + MARKER);
        try {
            if (Files.exists(marker) && used(marker).isAfter(now.minus(BETWEEN_RUNS))) {
                return;
            }
            Files.writeString(marker, "");
            Files.setLastModifiedTime(marker, FileTime.from(now));
            evict(now);
        } catch (IOException e) {
            // The next run will find the same copies.
            return;
        }
    }

    private void evict(Instant now) throws IOException {
        List<Copy> copies = copies();
        long total = copies.stream().mapToLong(Copy::size).sum();
        copies.sort(Comparator.comparing(Copy::used));
        for (Copy copy : copies) {
            boolean old = copy.used().isBefore(now.minus(UNUSED));
            boolean idle = copy.used().isBefore(now.minus(IN_USE));
            if ((old || (idle && total > maxBytes)) && discard(copy.directory())) {
                total -= copy.size();
            }
        }
    }

    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        for (Path child : children(directory)) {
            Path lock = child.resolve(RemoteCopy.LOCK);
            if (Files.isRegularFile(lock)) {
                copies.add(new Copy(child, used(lock), size(child)));
            }
        }
        return copies;
    }

    private static Instant used(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    /** Deletes what is in a copy, unless somebody uses it; returns whether it is gone. */
    static boolean discard(Path copy) throws IOException {
        try (FileChannel channel = FileChannel.open(copy.resolve(RemoteCopy.LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            clear(copy);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Deletes what is in a copy that the caller has locked. */
    static void clear(Path copy) throws IOException {
        for (Path part : children(copy)) {
            String name = part.getFileName().toString();
            if (name.startsWith(DISCARDED)) {
                delete(part);
            } else if (!name.equals(RemoteCopy.LOCK)) {
                delete(Files.move(
                                part, Files.createTempDirectory(copy, DISCARDED).resolve(name))
                        .getParent());
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }

    private static long size(Path root) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Somebody has deleted it in the meantime.
                return FileVisitResult.CONTINUE;
            }
        });
        return size.get();
    }

    private static void delete(@Nullable Path root) throws IOException {
        if (root == null) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
