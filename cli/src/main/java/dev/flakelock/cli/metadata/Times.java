package dev.flakelock.cli.metadata;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Points in time as Nix shows them: {@code 2024-01-02 03:04:05}. */
final class Times {

    private Times() {}

    /** A point in time in a time zone. By hand, since a formatter would load a hundred classes at a start. */
    static String show(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        return String.join(
                "",
                pad(time.getYear(), 4) + "-" + pad(time.getMonthValue(), 2) + "-" + pad(time.getDayOfMonth(), 2),
                " ",
                pad(time.getHour(), 2) + ":" + pad(time.getMinute(), 2) + ":" + pad(time.getSecond(), 2));
    }

    private static String pad(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
