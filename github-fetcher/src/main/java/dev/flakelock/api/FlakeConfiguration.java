package dev.flakelock.api;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.flake.Flake.ConfigValue;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.settings.FlakeConfig;
import dev.flakelock.core.settings.Notice;
import dev.flakelock.core.settings.Settings;
import java.util.Map;
import java.util.TreeMap;

/** Applies what a flake configures in its {@code nixConfig}, as far as the user trusts it. */
final class FlakeConfiguration {

    private FlakeConfiguration() {}

    /** The settings as the flake has changed them. */
    static Settings apply(Settings settings, Flake flake, LockListener listener) throws FlakeException {
        Map<String, String> config = new TreeMap<>();
        flake.config().forEach((name, value) -> config.put(name, text(value)));
        FlakeConfig.Outcome outcome = FlakeConfig.apply(settings, config, listener::ask);
        outcome.notices().forEach(notice -> tell(notice, listener));
        return outcome.settings();
    }

    private static void tell(Notice notice, LockListener listener) {
        switch (notice.level()) {
            case WARNING -> listener.warning(notice.text());
            case INFO -> listener.notice(notice.text());
        }
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
