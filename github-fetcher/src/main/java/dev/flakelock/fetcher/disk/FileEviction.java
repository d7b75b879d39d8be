package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps a directory of files small, each of which can go alone. The time of a file is that of its last use. */
public final class FileEviction {

    /** How the names of files begin that are being written. */
    public static final String TEMPORARY = "tmp-";

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final Duration USE_IS_NOTED_AFTER = Duration.ofMinutes(30);

    private final Path root;
    private final EvictionLimits limits;
    private final InstantSource clock;

    /** An eviction from this directory, which need not exist. */
    public FileEviction(Path root, EvictionLimits limits, InstantSource clock) {
        this.root = root;
        this.limits = limits;
        this.clock = clock;
    }

    /** Notes that a file is used now, unless something like it was noted within the last half hour. */
    public static void noteUse(Path file, Instant now) throws IOException {
        if (Eviction.lastUse(file).isBefore(now.minus(USE_IS_NOTED_AFTER))) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    /** Deletes abandoned files, and what has to go. */
    public void run() throws IOException {
        if (Files.isDirectory(root)) {
            Eviction.run(files(), limits, clock.instant(), Files::deleteIfExists);
        }
    }

    /** The same unless it was done within the last day. Nothing that goes wrong keeps a fetch from going on. */
    public void runDaily() {
        Eviction.daily(root, clock.instant(), this::run);
    }

    private List<Eviction.Candidate> files() throws IOException {
        List<Eviction.Candidate> files = new ArrayList<>();
        Instant abandoned = clock.instant().minus(ABANDONED_AFTER);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Instant used = attributes.lastModifiedTime().toInstant();
                boolean temporary = file.getFileName().toString().startsWith(TEMPORARY);
                if (!temporary) {
                    files.add(new Eviction.Candidate(file, used, attributes.size()));
                } else if (used.isBefore(abandoned)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Another process has deleted it in the meantime.
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
