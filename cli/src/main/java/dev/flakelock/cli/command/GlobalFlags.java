package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.FlagSource;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.CommandLineSettings;
import dev.flakelock.core.settings.SettingFlag;
import org.jspecify.annotations.Nullable;

/** The flags that every command has, and those that change settings. */
public final class GlobalFlags implements FlagSource {

    private final Session session;
    private final Flags flags;

    /** The flags of a session. */
    public GlobalFlags(Session session) {
        this.session = session;
        Console console = session.console();
        this.flags = Flags.of(
                Flag.toggle("--help", "show what a command does and what it can be given", session::wantHelp),
                Flag.toggle("--version", "show the version", session::wantVersion),
                Flag.toggle("--offline", "take everything cached as fresh, and try nothing twice", session::beOffline),
                Flag.toggle("--refresh", "take nothing cached as fresh", session::beFresh),
                Flag.value("--color", "when", "use colours: auto, always or never", this::setColour),
                Flag.toggle("--quiet", "say less; may be repeated", console::beQuieter),
                Flag.toggle("--verbose", "say more; undoes one --quiet", console::beMoreVerbose)
                        .orShort('v'),
                Flag.ignored("--debug"),
                Flag.ignored("--print-build-logs").orShort('L'),
                Flag.ignored("--log-format", "format"),
                Flag.ignored("--repair"),
                Flag.ignored("--max-jobs", "jobs").orShort('j'),
                Flag.ignored("--keep-going").orShort('k'),
                Flag.ignored("--keep-failed").orShort('K'));
    }

    /** The flags without those that change settings. */
    public Flags flags() {
        return flags;
    }

    @Override
    public @Nullable Flag find(String argument) {
        Flag flag = flags.find(argument);
        return flag != null || !argument.startsWith("--") ? flag : settingFlag(argument);
    }

    private @Nullable Flag settingFlag(String argument) {
        SettingFlag setting = CommandLineSettings.flag(argument).orElse(null);
        return setting == null
                ? null
                : new Flag(
                        argument,
                        '\0',
                        setting.valueNames(),
                        setting.description(),
                        values -> setting.apply(session.settingsBuilder(), values));
    }

    private void setColour(String when) throws UsageException {
        switch (when) {
            case "auto" -> {}
            case "always" -> session.console().setColour(true);
            case "never" -> session.console().setColour(false);
            default -> throw new UsageException("flag '--color' takes 'auto', 'always' or 'never', not '" + when + "'");
        }
    }
}
