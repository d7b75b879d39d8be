package dev.flakelock.cli.view;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in words that are as exact as people need them. */
final class Age {

    private static final long WEEKS_FROM = 14;
    private static final long MONTHS_FROM = 60;
    private static final long YEARS_FROM = 730;

    private Age() {}

    /** The words: {@code today}, {@code 5 days ago}, {@code in the future}. */
    static String of(Instant then, Instant now) {
        if (then.isAfter(now)) {
            return "in the future";
        }
        long days = Duration.between(then, now).toDays();
        if (days == 0) {
            return "today";
        }
        if (days < WEEKS_FROM) {
            return days(days) + " ago";
        }
        if (days < MONTHS_FROM) {
            return days / 7 + " weeks ago";
        }
        return days < YEARS_FROM ? days / 30 + " months ago" : days / 365 + " years ago";
    }

    /** A number of days: {@code 1 day}, {@code -3 days}. */
    static String days(long days) {
        return days + (Math.abs(days) == 1 ? " day" : " days");
    }
}
