package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the copies of remote repositories, each in a {@link LockedDirectory}, from growing for ever. What was used within
 * the last hour stays, as files are read from a copy after its lock has been given up; and so does what is locked.
 */
public final class CopyEviction {

    private final Path directory;
    private final EvictionLimits limits;
    private final InstantSource clock;

    /** An eviction from the directory that holds the copies. */
    public CopyEviction(Path directory, EvictionLimits limits, InstantSource clock) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
    }

    /** Evicts what is to go, unless that was done within the last day. Nothing that goes wrong keeps a fetch from going on. */
    public void runDaily() {
        Instant now = clock.instant();
        Eviction.daily(
                directory, now, () -> Eviction.run(copies(), limits, now, copy -> new LockedDirectory(copy).discard()));
    }

    private List<Eviction.Candidate> copies() throws IOException {
        List<Eviction.Candidate> copies = new ArrayList<>();
        for (Path child : LockedDirectory.children(directory)) {
            Path lock = child.resolve(LockedDirectory.LOCK);
            if (Files.isRegularFile(lock)) {
                copies.add(new Eviction.Candidate(child, Eviction.lastUse(lock), size(child)));
            }
        }
        return copies;
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
}
