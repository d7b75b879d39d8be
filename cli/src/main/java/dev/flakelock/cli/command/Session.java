package dev.flakelock.cli.command;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.console.Console;
import dev.flakelock.cli.progress.JsonEvents;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.core.settings.SettingsBuilder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of the program: where it runs, what the user has configured, and whom it talks to. */
public final class Session {

    /** Something to be done once all settings are known. */
    @FunctionalInterface
    public interface Step {

        /** Does it. */
        void run() throws FlakeException;
    }

    private final Environment environment;
    private final Console console;
    private final SettingsBuilder settings;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Settings changed;
    private InstantSource clock = InstantSource.system();
    private Function<Settings, FlakeLocker> lockers =
            settings -> FlakeLocker.builder(settings).build();
    private @Nullable JsonEvents events;
    private boolean offline;
    private boolean refresh;
    private boolean helpWanted;
    private boolean versionWanted;

    /**
     * A session.
     *
     * @param settings what the configuration files say; flags change it
     */
    public Session(Environment environment, Console console, SettingsBuilder settings) {
        this.environment = environment;
        this.console = console;
        this.settings = settings;
    }

    /** The environment of the process. */
    public Environment environment() {
        return environment;
    }

    /** Where everything is printed. */
    public Console console() {
        return console;
    }

    /** What tells the time. */
    InstantSource clock() {
        return clock;
    }

    /** Tells the time with this clock. */
    public void setClock(InstantSource source) {
        this.clock = source;
    }

    /** The library with the settings that have been made by now. */
    FlakeLocker locker() {
        return lockers.apply(settings());
    }

    /** Takes the library from here. */
    public void setLockers(Function<Settings, FlakeLocker> source) {
        this.lockers = source;
    }

    /** The settings while flags still change them. */
    SettingsBuilder settingsBuilder() {
        return settings;
    }

    /** The settings as the configuration, the flags, and at last the flake itself have them. */
    public Settings settings() {
        Settings known = changed;
        if (known != null) {
            return known;
        }
        Settings result = settings.build();
        if (offline) {
            result = result.offline();
        }
        return refresh ? result.refresh() : result;
    }

    /** Replaces the settings by those that a flake has changed. */
    void changeSettings(Settings settingsOfFlake) {
        changed = settingsOfFlake;
    }

    /** The events as JSON, or null if they are not wanted. */
    public @Nullable JsonEvents events() {
        return events;
    }

    private void printEvents() {
        events = new JsonEvents(console);
    }

    /** Tells that a flake has been locked, if events are wanted. */
    void tell(LockedFlake flake) {
        if (events != null) {
            events.locked(flake);
        }
    }

    /** The flag that has events printed. */
    Flag eventsFlag() {
        return Flag.toggle("--json", "print what happens as JSON, one event per line", this::printEvents);
    }

    /** Lets nothing be tried twice and everything cached count as fresh. */
    void beOffline() {
        offline = true;
    }

    /** Lets everything cached count as stale. */
    void beFresh() {
        refresh = true;
    }

    /** Lets no registry be used. */
    void useNoRegistries() {
        settings.set(Setting.USE_REGISTRIES, false);
    }

    /** Remembers that the user wants help instead. */
    void wantHelp() {
        helpWanted = true;
    }

    /** Whether the user wants help instead. */
    public boolean isHelpWanted() {
        return helpWanted;
    }

    /** Remembers that the user wants to know the version instead. */
    void wantVersion() {
        versionWanted = true;
    }

    /** Whether the user wants to know the version instead. */
    public boolean isVersionWanted() {
        return versionWanted;
    }

    /**
     * Has something done after the command line has been read, in the order of these calls: what a flag names may
     * depend on settings that are given after it.
     */
    void later(Step step) {
        steps.add(step);
    }

    /** Does what was put off. */
    public void finishArguments() throws FlakeException {
        List<Step> waiting = List.copyOf(steps);
        steps.clear();
        for (Step step : waiting) {
            step.run();
        }
    }
}
