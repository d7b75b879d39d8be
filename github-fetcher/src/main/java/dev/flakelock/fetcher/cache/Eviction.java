package dev.flakelock.fetcher.cache;

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
import java.util.Comparator;
import java.util.List;

/** Keeps a cache directory small: the entries that were not used for longest go first. */
final class Eviction {

    /** How the names of files begin that are being written. */
    static final String TEMPORARY = "tmp-";

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private record Candidate(Path file, long size, FileTime used) {}

    private final Path root;
    private final long maxBytes;
    private final InstantSource clock;

    Eviction(Path root, long maxBytes, InstantSource clock) {
        this.root = root;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** Deletes abandoned files, and entries down to three quarters of the limit if it is exceeded. */
    void run() throws IOException {
        List<Candidate> entries = entries();
        long total = entries.stream().mapToLong(Candidate::size).sum();
        if (total <= maxBytes) {
            return;
        }
        entries.sort(Comparator.comparing(Candidate::used));
        for (Candidate entry : entries) {
            if (total <= maxBytes / 4 * 3) {
                return;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.size();
        }
    }

    private List<Candidate> entries() throws IOException {
        List<Candidate> entries = new ArrayList<>();
        Instant abandoned = clock.instant().minus(ABANDONED_AFTER);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean temporary = file.getFileName().toString().startsWith(TEMPORARY);
                if (!temporary) {
                    entries.add(new Candidate(file, attributes.size(), attributes.lastModifiedTime()));
                } else if (attributes.lastModifiedTime().toInstant().isBefore(abandoned)) {
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
        return entries;
    }
}
