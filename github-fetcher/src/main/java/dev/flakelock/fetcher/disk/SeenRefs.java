package dev.flakelock.fetcher.disk;

import dev.flakelock.core.disk.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What was found out about a remote repository that changes with time, in a file: where its refs were, above all. Immutable. */
public final class SeenRefs {

    private static final Duration LONGEST_TTL = Duration.ofDays(365_000);

    /** What is remembered of a ref: where it was, and when that was found out. */
    public record Seen(String value, Instant time) {

        /** Whether it need not be found out again; nothing is fresh for no time at all. */
        public boolean isFresh(Duration ttl, Instant now) {
            Duration bounded = ttl.compareTo(LONGEST_TTL) > 0 ? LONGEST_TTL : ttl;
            return !ttl.isZero() && time.plus(bounded).isAfter(now);
        }
    }

    private final Path file;

    /** What this file says, which need not exist. */
    public SeenRefs(Path file) {
        this.file = file;
    }

    /** Where a ref was, the last time it was asked for. */
    public Optional<Seen> get(String ref) {
        String value = read().getProperty(ref);
        int space = value == null ? -1 : value.indexOf(' ');
        if (value == null || space < 0) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.ofEpochSecond(Long.parseLong(value.substring(0, space)));
            return Optional.of(new Seen(value.substring(space + 1), time));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Remembers where a ref is. */
    public void put(String ref, String value, Instant now) throws IOException {
        Properties all = read();
        all.setProperty(ref, now.getEpochSecond() + " " + value);
        write(all);
    }

    /** Forgets where a ref was. */
    public void remove(String ref) throws IOException {
        Properties all = read();
        if (all.remove(ref) != null) {
            write(all);
        }
    }

    private void write(Properties all) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        all.store(bytes, null);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, bytes.toByteArray());
    }

    private Properties read() {
        Properties all = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // Nothing is remembered yet, or not readably.
            all.clear();
        }
        return all;
    }
}
