package dev.flakelock.cli;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.cli.args.ArgumentParser;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.cli.command.Command;
import dev.flakelock.cli.command.CommandTree;
import dev.flakelock.cli.command.Session;
import dev.flakelock.cli.completion.Completion;
import dev.flakelock.cli.console.Console;
import dev.flakelock.cli.help.HelpText;
import dev.flakelock.cli.progress.JsonEvents;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputPathException;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.InvalidSettingException;
import dev.flakelock.core.settings.NixConfReader;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.core.settings.SettingsBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** One run of the command: from its arguments to its exit status. Does not end the process and throws nothing. */
final class Flakelock {

    private static final int FAILED = 1;

    private final Environment environment;
    private final Console console;
    private final InstantSource clock;
    private final Function<Settings, FlakeLocker> lockers;

    Flakelock(Environment environment, Console console) {
        this(
                environment,
                console,
                InstantSource.system(),
                settings -> FlakeLocker.builder(settings).build());
    }

    /** A run that tells the time with this clock and takes the library from there. */
    Flakelock(Environment environment, Console console, InstantSource clock, Function<Settings, FlakeLocker> lockers) {
        this.environment = environment;
        this.console = console;
        this.clock = clock;
        this.lockers = lockers;
    }

    /** Runs a command line and returns its exit status. */
    int run(List<String> arguments) {
        Session session = new Session(environment, console, new SettingsBuilder(environment));
        try {
            SettingsBuilder settings = NixConfReader.read(environment);
            session = new Session(environment, console, settings);
            session.setClock(clock);
            session.setLockers(lockers);
            return run(arguments, session, settings);
        } catch (FlakeException e) {
            report(e, session);
            if (isUsage(e)) {
                // The words of Nix, for whoever compares; the hint of other programs would be "flakelock --help".
                console.say("Try 'nix --help' for more information.");
            }
            return e.exitStatus();
        } catch (StackOverflowError | OutOfMemoryError e) {
            report(
                    new FlakeException("not enough memory (" + e + ")")
                            .hint("FLAKELOCK_JVM_OPTS='-Xmx1g -Xss64m' gives it more"),
                    session);
            return FAILED;
        } catch (RuntimeException e) {
            report(
                    new FlakeException("internal error: " + e, e)
                            .hint("this is a defect of flakelock; with '--show-trace' it says where"),
                    session);
            if (session.settings().showTrace()) {
                console.say(stackTrace(e));
            }
            return FAILED;
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }

    private static boolean isUsage(FlakeException error) {
        return error instanceof UsageException
                || error instanceof InvalidSettingException
                || error instanceof InputPathException;
    }

    private int run(List<String> arguments, Session session, SettingsBuilder settings) throws FlakeException {
        String index = environment.variable(Completion.VARIABLE).orElse(null);
        if (index != null) {
            console.print(Completion.of(session, arguments, index));
            return 0;
        }
        CommandTree tree = new CommandTree(session);
        try {
            ArgumentParser.parse(arguments, tree);
        } catch (UsageException e) {
            if (!session.isHelpWanted()) {
                session.finishArguments();
                throw e;
            }
        }
        if (session.isHelpWanted()) {
            console.print(HelpText.of(tree));
            return 0;
        }
        if (session.isVersionWanted()) {
            console.print(Version.text() + "\n");
            return 0;
        }
        return run(tree.command(), session, settings);
    }

    private int run(Command command, Session session, SettingsBuilder settings) throws FlakeException {
        settings.notices().forEach(console::tell);
        session.finishArguments();
        try {
            return command.run();
        } finally {
            console.clearStatus();
        }
    }

    private void report(FlakeException error, Session session) {
        JsonEvents events = session.events();
        if (events != null) {
            events.error(error);
        }
        console.report(error, session.settings().showTrace());
    }
}
