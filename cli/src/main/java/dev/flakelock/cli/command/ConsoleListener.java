package dev.flakelock.cli.command;

import dev.flakelock.cli.console.Console;
import dev.flakelock.cli.progress.JsonEvents;
import dev.flakelock.cli.progress.ProgressDisplay;
import dev.flakelock.core.resolve.FetchEvent;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Shows on the console what the library has to say, and prints it as events if that is wanted. */
final class ConsoleListener implements LockListener {

    private final Session session;
    private @Nullable ProgressDisplay display;

    ConsoleListener(Session session) {
        this.session = session;
    }

    @Override
    public void warning(String message) {
        JsonEvents events = session.events();
        if (events != null) {
            events.message("warning", message);
        }
        console().warn(message);
    }

    @Override
    public void notice(String message) {
        JsonEvents events = session.events();
        if (events != null) {
            events.message("notice", message);
        }
        console().inform(message);
    }

    @Override
    public void fetching(FetchEvent event) {
        JsonEvents events = session.events();
        if (events != null) {
            events.fetching(event);
        }
        if (console().isVerbose() || console().showsStatus()) {
            if (display == null) {
                display = new ProgressDisplay(console(), session.clock());
            }
            display.take(event);
        }
    }

    @Override
    public boolean ask(String question) {
        return console().ask(question);
    }

    @Override
    public void configured(Settings settings) {
        session.changeSettings(settings);
    }

    private Console console() {
        return session.console();
    }
}
