package dev.flakelock.fetcher.disk;

import java.time.Duration;

/**
 * How large a part of the cache may grow.
 *
 * @param bytes how large all of it may be together
 * @param bytesLeft how much to leave of it once that is exceeded
 * @param unused what was not used for longer than this goes in any case
 * @param inUse what was used within this time stays, as somebody may be reading it; zero for nothing
 */
public record EvictionLimits(long bytes, long bytesLeft, Duration unused, Duration inUse) {

    private static final Duration TWO_MONTHS = Duration.ofDays(60);

    /** The limits of what is large and can be fetched again: two months, and nothing of the last hour goes. */
    public static EvictionLimits ofCopies(long bytes) {
        return new EvictionLimits(bytes, bytes, TWO_MONTHS, Duration.ofHours(1));
    }

    /** The limits of many small files: a quarter goes at a time, whatever its age. */
    public static EvictionLimits ofEntries(long bytes) {
        return new EvictionLimits(bytes, bytes / 4 * 3, Duration.ofDays(365_000), Duration.ZERO);
    }
}
