package dev.flakelock.core.settings;

import java.util.Locale;

/** The kind of operating system, as far as it decides where files live. */
public enum OperatingSystem {
    /** Linux and every other Unix but macOS. */
    LINUX,
    /** macOS; Nix uses the same layout there as on Linux. */
    MACOS,
    /** Windows. */
    WINDOWS;

    /** The kind that a value of the system property {@code os.name} stands for. */
    public static OperatingSystem named(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") || name.startsWith("darwin") ? MACOS : LINUX;
    }
}
