package dev.flakelock.cli.progress;

import java.util.Locale;

/** Numbers of bytes for people. */
final class ByteCount {

    private static final double STEP = 1024;
    private static final String[] UNITS = {"KiB", "MiB", "GiB"};

    private ByteCount() {}

    /** The number in the unit that fits: {@code 999 B}, {@code 12.3 MiB}. */
    static String of(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double value = bytes / STEP;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
