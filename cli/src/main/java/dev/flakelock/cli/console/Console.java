package dev.flakelock.cli.console;

import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.Notice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results, standard error for everything else. Text is UTF-8 with LF, whatever the platform likes
 * better. Used by one thread.
 */
public final class Console {

    /** Which of the streams lead to a terminal. Java cannot tell for standard error, so the launcher does. */
    public record Terminals(boolean out, boolean err) {

        /** Neither. */
        public static final Terminals NONE = new Terminals(false, false);

        private static final String PROPERTY = "flakelock.terminals";

        /** What the launcher says: a list of file descriptors that are terminals. */
        static Terminals ofProcess() {
            String descriptors = System.getProperty(PROPERTY, "");
            return new Terminals(descriptors.contains("1"), descriptors.contains("2"));
        }
    }

    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private boolean colour;
    private boolean quiet;

    /**
     * A console.
     *
     * @param environment says whether the terminal can show colours, and whether the user wants them
     */
    public Console(OutputStream out, OutputStream err, Terminals terminals, Environment environment) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, false, StandardCharsets.UTF_8);
        this.outIsTerminal = terminals.out();
        this.colour = terminals.err()
                && !environment.variable("TERM").orElse("dumb").equals("dumb")
                && environment.variable("NO_COLOR").isEmpty()
                && environment.variable("NOCOLOR").isEmpty();
    }

    /** The console of this process. */
    public static Console ofProcess(Environment environment) {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminals.ofProcess(),
                environment);
    }

    /** Whether standard output is a terminal. */
    public boolean outIsTerminal() {
        return outIsTerminal;
    }

    /** Whether messages have colours. */
    public boolean hasColour() {
        return colour;
    }

    /** Overrules what the terminal and the environment say about colours. */
    public void setColour(boolean wanted) {
        this.colour = wanted;
    }

    /** Leaves out everything but results, warnings and errors. */
    public void setQuiet(boolean wanted) {
        this.quiet = wanted;
    }

    /** Writes a result as it is. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Says something on a line of its own, or several. */
    public void say(String text) {
        err.print((colour ? text : Ansi.strip(text)) + "\n");
        err.flush();
    }

    /** Says something that {@link #setQuiet} leaves out. */
    public void sayUnlessQuiet(String text) {
        if (!quiet) {
            say(text);
        }
    }

    /** Warns; the text does not begin with {@code warning}. */
    public void warn(String text) {
        say(Ansi.MAGENTA + "warning:" + Ansi.RESET + " " + text);
    }

    /** Tells what came up while settings were read. */
    public void tell(Notice notice) {
        switch (notice.level()) {
            case WARNING -> warn(notice.text());
            case INFO -> say(notice.text());
        }
    }
}
