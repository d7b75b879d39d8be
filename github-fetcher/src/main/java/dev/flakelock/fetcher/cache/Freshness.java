package dev.flakelock.fetcher.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long the answers of servers count: Nix's setting {@code tarball-ttl}.
 *
 * @param ttl how long; zero if everything is to be asked again
 * @param clock what time it is
 */
public record Freshness(Duration ttl, InstantSource clock) {

    /** Whether an answer of this time still counts. */
    public boolean covers(Instant time) {
        return !ttl.isZero() && time.getEpochSecond() + ttl.toSeconds() >= now().getEpochSecond();
    }

    /** The time of an answer that comes now. */
    public Instant now() {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }
}
