package dev.flakelock.cli;

import java.util.Objects;

/** Which flakelock this is. */
final class Version {

    private Version() {}

    /** The name and version of the program, as its jar names them. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "flakelock " + Objects.requireNonNullElse(version, "(not packaged)");
    }
}
