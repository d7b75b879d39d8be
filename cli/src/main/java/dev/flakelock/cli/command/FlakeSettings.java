package dev.flakelock.cli.command;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.flake.Flake.ConfigValue;
import dev.flakelock.core.settings.FlakeConfig;
import java.util.Map;
import java.util.TreeMap;

/** Applies what a flake configures in its {@code nixConfig}, as far as the user trusts it. */
final class FlakeSettings {

    private final Session session;

    FlakeSettings(Session session) {
        this.session = session;
    }

    void apply(Flake flake) throws FlakeException {
        if (flake.config().isEmpty()) {
            return;
        }
        Map<String, String> config = new TreeMap<>();
        flake.config().forEach((name, value) -> config.put(name, text(value)));
        FlakeConfig.Outcome outcome = FlakeConfig.apply(session.settings(), config, session.console()::ask);
        outcome.notices().forEach(session.console()::tell);
        session.changeSettings(outcome.settings());
    }

    private static String text(ConfigValue value) {
        if (value instanceof ConfigValue.Text text) {
            return text.value();
        }
        if (value instanceof ConfigValue.Int number) {
            return Long.toString(number.value());
        }
        if (value instanceof ConfigValue.Flag flag) {
            return Boolean.toString(flag.value());
        }
        return FlakeConfig.text(((ConfigValue.Texts) value).values());
    }
}
