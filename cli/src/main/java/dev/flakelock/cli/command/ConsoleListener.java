package dev.flakelock.cli.command;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.settings.Settings;

/** Shows on the console what the library has to say. */
record ConsoleListener(Session session) implements LockListener {

    @Override
    public void warning(String message) {
        console().warn(message);
    }

    @Override
    public void notice(String message) {
        console().inform(message);
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
