package dev.flakelock.cli;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import java.util.List;

/** The command {@code flakelock}. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] args) {
        Environment environment = Environment.ofProcess();
        Console console = Console.ofProcess(environment);
        int status = new Flakelock(environment, console).run(List.of(args));
        // Ends the process even where a library left a thread behind.
        System.exit(status);
    }

    /** Loads what only the start of a process needs, for an archive of classes. */
    static void load() {
        Console.ofProcess(Environment.ofProcess());
    }
}
