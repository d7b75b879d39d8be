package dev.flakelock.cli.console;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.Notice;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private static final int WARNINGS = 1;
    private static final int INFO = 3;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean canShowStatus;
    private boolean colour;
    private boolean outColour;
    private int statusLines;
    private int level = INFO;
    private @Nullable InputStream in;

    /**
     * A console.
     *
     * @param environment says whether the terminal can show colours, and whether the user wants them
     */
    public Console(OutputStream out, OutputStream err, Terminals terminals, Environment environment) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, false, StandardCharsets.UTF_8);
        this.outIsTerminal = terminals.out();
        boolean colours = !environment.variable("TERM").orElse("dumb").equals("dumb")
                && environment.variable("NO_COLOR").isEmpty()
                && environment.variable("NOCOLOR").isEmpty();
        this.canShowStatus =
                terminals.err() && !environment.variable("TERM").orElse("dumb").equals("dumb");
        this.colour = terminals.err() && colours;
        this.outColour = terminals.out() && colours;
    }

    /** The console of this process. */
    public static Console ofProcess(Environment environment) {
        Terminals terminals = Terminals.ofProcess();
        Console console = new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals,
                environment);
        boolean somebodyThere =
                terminals.err() && !environment.variable("TERM").orElse("dumb").equals("dumb");
        return somebodyThere ? console.answeredBy(System.in) : console;
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
        this.outColour = wanted;
    }

    /** Says less, each time it is called: first no progress, then nothing but warnings, then nothing but errors. */
    public void beQuieter() {
        level = Math.max(level - 1, 0);
    }

    /** Says more again. */
    public void beMoreVerbose() {
        level++;
    }

    /** Whether the user wants to know more than usual. */
    public boolean isVerbose() {
        return level > INFO;
    }

    /** Whether lines can be shown that go away again, and the user has not asked for less. */
    public boolean showsStatus() {
        return canShowStatus && level >= INFO;
    }

    /** Shows these lines in place of those shown last, below everything else. Each is cut off at the edge. */
    public void showStatus(List<String> lines) {
        StringBuilder text = new StringBuilder(Ansi.up(statusLines)).append(Ansi.NO_WRAP);
        lines.forEach(line -> text.append(TerminalGuard.harmless(plain(line)))
                .append(Ansi.ERASE_LINE)
                .append('\n'));
        err.print(text.append(Ansi.ERASE_BELOW).append(Ansi.WRAP));
        err.flush();
        statusLines = lines.size();
    }

    /** Takes away the lines shown last. */
    public void clearStatus() {
        if (statusLines > 0) {
            err.print(Ansi.up(statusLines) + Ansi.ERASE_BELOW);
            err.flush();
            statusLines = 0;
        }
    }

    /** A text without escape sequences. */
    public static String plain(String text) {
        return Ansi.strip(text);
    }

    /** Takes the user's answers from there. */
    public Console answeredBy(InputStream answers) {
        this.in = answers;
        return this;
    }

    /** Asks the user a question; no is the answer of somebody who is not there, too. */
    public boolean ask(String question) {
        InputStream answers = in;
        if (answers == null) {
            return false;
        }
        clearStatus();
        err.print(question + " ");
        err.flush();
        return readLine(answers).strip().equalsIgnoreCase("y");
    }

    private static String readLine(InputStream answers) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = answers.read(); b >= 0 && b != '\n'; b = answers.read()) {
                line.write(b);
            }
        } catch (IOException e) {
            return "";
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Writes a result as it is; on a terminal, without what could do more than show it. */
    public void print(String text) {
        clearStatus();
        out.print(outIsTerminal ? TerminalGuard.harmless(text) : text);
        out.flush();
    }

    /** Writes a result, without its colours where nobody would see them. */
    public void printStyled(String text) {
        print(outColour ? text : Ansi.strip(text));
    }

    /** Says something on a line of its own, or several. */
    public void say(String text) {
        clearStatus();
        err.print(TerminalGuard.harmless(colour ? text : Ansi.strip(text)) + "\n");
        err.flush();
    }

    /** Says what is being done, unless the user wants to be told less. */
    public void inform(String text) {
        if (level >= INFO) {
            say(text);
        }
    }

    /** Warns; the text does not begin with {@code warning}. */
    public void warn(String text) {
        if (level >= WARNINGS) {
            say(ErrorText.withoutTabs(Ansi.MAGENTA + "warning:" + Ansi.RESET + " " + text));
        }
    }

    /** Says what to do about a warning. */
    public void advise(String text) {
        if (level >= WARNINGS) {
            say(ErrorText.hintBelowWarning(text));
        }
    }

    /**
     * Reports an error.
     *
     * @param showTrace whether everything that was being done is listed
     */
    public void report(FlakeException error, boolean showTrace) {
        say(ErrorText.render(error, new ErrorText.Options(showTrace, colour, true)));
    }

    /** Tells what came up while settings were read. */
    public void tell(Notice notice) {
        switch (notice.level()) {
            case WARNING -> warn(notice.text());
            case INFO -> say(notice.text());
        }
    }
}
