package dev.flakelock.cli;

/** The command {@code flakelock}. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] args) {}
}
