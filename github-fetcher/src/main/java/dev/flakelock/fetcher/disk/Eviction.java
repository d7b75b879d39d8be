package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Which parts of a cache have to go: those that were not used for too long, then those not used for longest. */
final class Eviction {

    private static final String MARKER = ".evicted";
    private static final Duration BETWEEN_RUNS = Duration.ofDays(1);

    /** A part of a cache that can go alone, when it was used last, and its size in bytes. */
    record Candidate(Path place, Instant used, long size) {}

    /** What is done once a day. */
    @FunctionalInterface
    interface Daily {
        void run() throws IOException;
    }

    /** Gets rid of a part; says whether it is gone. */
    @FunctionalInterface
    interface Discard {
        boolean discard(Path place) throws IOException;
    }

    private Eviction() {}

    static void run(List<Candidate> all, EvictionLimits limits, Instant now, Discard discard) throws IOException {
        long total = all.stream().mapToLong(Candidate::size).sum();
        long wanted = total > limits.bytes() ? limits.bytesLeft() : limits.bytes();
        List<Candidate> oldestFirst =
                all.stream().sorted(Comparator.comparing(Candidate::used)).toList();
        for (Candidate candidate : oldestFirst) {
            Duration unused = Duration.between(candidate.used(), now);
            boolean old = unused.compareTo(limits.unused()) > 0;
            boolean idle = limits.inUse().isZero() || unused.compareTo(limits.inUse()) >= 0;
            if ((old || (idle && total > wanted)) && discard.discard(candidate.place())) {
                total -= candidate.size();
            }
        }
    }

    /** Does it unless it was done for this directory within the last day. What goes wrong keeps no fetch from going on. */
    static void daily(Path directory, Instant now, Daily eviction) {
        try {
            if (isDue(directory, now)) {
                eviction.run();
            }
        } catch (IOException e) {
            // The next run will find the same things.
            return;
        }
    }

    /** Whether a day has passed since this was asked last for a directory; asking is taken for doing. */
    private static boolean isDue(Path directory, Instant now) throws IOException {
        Path marker = directory.resolveSibling(directory.getFileName() + MARKER);
        if (Files.exists(marker) && lastUse(marker).isAfter(now.minus(BETWEEN_RUNS))) {
            return false;
        }
        Files.writeString(marker, "");
        Files.setLastModifiedTime(marker, FileTime.from(now));
        return true;
    }

    static Instant lastUse(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
