package dev.flakelock.cli;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import java.util.List;

/** The command {@code flakelock}. */
public final class Main {

    /** Threads that may start while they are being listed. */
    private static final int SPARE = 16;

    private Main() {}

    /** Runs the command; the process ends with its exit status. */
    public static void main(String[] args) {
        Environment environment = Environment.ofProcess();
        Console console = Console.ofProcess(environment);
        int status = new Flakelock(environment, console).run(List.of(args));
        // Where nothing else runs the process ends by itself. System.exit looks for a logger in every jar.
        if (status != 0 || isAnotherThreadRunning()) {
            System.exit(status);
        }
    }

    /** Whether a library left a thread behind that would keep the process from ending. */
    private static boolean isAnotherThreadRunning() {
        Thread[] threads = new Thread[Thread.activeCount() + SPARE];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i] != Thread.currentThread() && !threads[i].isDaemon()) {
                return true;
            }
        }
        return count == threads.length;
    }

    /** Loads what only the start of a process needs, for an archive of classes. */
    static void load() {
        Console.ofProcess(Environment.ofProcess());
    }
}
