package dev.flakelock.cli;

/** Does what commands usually do, so that an archive of the classes loaded meanwhile speeds up later starts. */
final class Training {

    private Training() {}

    /** Runs some commands; the launcher starts this with the JVM recording which classes are loaded. */
    public static void main(String[] args) {
        Main.main(args);
    }
}
