package dev.flakelock.cli.view;

import dev.flakelock.core.ref.FlakeRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What tells one version of an input from another: the start of its commit, and its date. */
final class Version {

    private static final int SHORT = 7;

    private Version() {}

    /** The start of the commit; nothing if there is none. */
    static Optional<String> shortRev(FlakeRef locked) {
        String rev = locked.input().attrs().text("rev");
        return rev == null ? Optional.empty() : Optional.of(rev.substring(0, Math.min(SHORT, rev.length())));
    }

    /** When the version was made; nothing if that is not known. */
    static Optional<Instant> time(FlakeRef locked) {
        @Nullable Long seconds = locked.input().attrs().number("lastModified");
        return seconds == null ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    /** The day of the version in UTC; nothing if that is not known. */
    static Optional<LocalDate> date(FlakeRef locked) {
        return time(locked).map(time -> time.atZone(ZoneOffset.UTC).toLocalDate());
    }
}
