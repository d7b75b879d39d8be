package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** As much of a command line as settings need: their own flags, {@code --offline} and {@code --refresh}. */
record TestCommandLine(boolean offline, boolean refresh) {

    static TestCommandLine parse(List<String> arguments, SettingsBuilder builder) throws FlakeException {
        Deque<String> rest = new ArrayDeque<>(arguments);
        boolean offline = false;
        boolean refresh = false;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--offline")) {
                offline = true;
            } else if (argument.equals("--refresh")) {
                refresh = true;
            } else {
                SettingFlag flag = CommandLineSettings.flag(argument)
                        .orElseThrow(() -> new InvalidSettingException("unrecognised flag '" + argument + "'"));
                List<String> values = new ArrayList<>();
                while (values.size() < flag.arity() && !rest.isEmpty()) {
                    values.add(rest.remove());
                }
                flag.apply(builder, values);
            }
        }
        return new TestCommandLine(offline, refresh);
    }

    Settings adjust(Settings settings) {
        Settings adjusted = offline ? settings.offline() : settings;
        return refresh ? adjusted.refresh() : adjusted;
    }
}
