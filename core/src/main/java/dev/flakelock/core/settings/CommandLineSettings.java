package dev.flakelock.core.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The flags with which settings are given on the command line, all of Nix's: {@code --name} and {@code --no-name} for
 * switches, {@code --name VALUE} for everything else, {@code --extra-name VALUE} for lists, and {@code --option NAME
 * VALUE}. There is no {@code --name=VALUE}.
 */
public final class CommandLineSettings {

    private static final Map<String, SettingFlag> FLAGS = flags();

    private CommandLineSettings() {}

    /** The flag of this name, dashes included; nothing if settings have no such flag. */
    public static Optional<SettingFlag> flag(String name) {
        return Optional.ofNullable(FLAGS.get(name));
    }

    /** All flags, sorted by name. */
    public static Collection<SettingFlag> all() {
        return FLAGS.values();
    }

    private static Map<String, SettingFlag> flags() {
        Map<String, SettingFlag> flags = new TreeMap<>();
        List<SettingFlag> list = new ArrayList<>();
        list.add(new SettingFlag(
                "--option",
                List.of("name", "value"),
                "set the Nix setting NAME to VALUE",
                true,
                (builder, values) -> builder.option(values.get(0), values.get(1))));
        KnownSetting.all().forEach(setting -> addFlags(setting, list));
        list.forEach(flag -> flags.put(flag.name(), flag));
        return Collections.unmodifiableMap(flags);
    }

    private static void addFlags(KnownSetting setting, List<SettingFlag> flags) {
        String name = setting.name();
        switch (setting.flag()) {
            case SWITCH -> {
                flags.add(toggle("--" + name, setting, "true"));
                flags.add(toggle("--no-" + name, setting, "false"));
                // An alias of a switch switches off in Nix, since it belongs to both flags and the later one wins.
                setting.aliases().forEach(alias -> flags.add(toggle("--" + alias, setting, "false")));
            }
            case VALUE -> {
                flags.add(value("--" + name, setting, name));
                setting.aliases().forEach(alias -> flags.add(value("--" + alias, setting, name)));
            }
            case LIST -> {
                flags.add(value("--" + name, setting, name));
                flags.add(value("--extra-" + name, setting, "extra-" + name));
                // As above: an alias of a list adds to it.
                setting.aliases().forEach(alias -> flags.add(value("--" + alias, setting, "extra-" + name)));
            }
        }
    }

    private static SettingFlag toggle(String flag, KnownSetting setting, String value) {
        String description = (value.equals("true") ? "enable the setting " : "disable the setting ") + setting.name();
        return new SettingFlag(
                flag,
                List.of(),
                description,
                isEffective(setting),
                (builder, values) -> builder.set(setting.name(), value));
    }

    private static SettingFlag value(String flag, KnownSetting setting, String target) {
        String description =
                (target.equals(setting.name()) ? "set the setting " : "add to the setting ") + setting.name();
        return new SettingFlag(
                flag,
                List.of("value"),
                description,
                isEffective(setting),
                (builder, values) -> builder.set(target, values.get(0)));
    }

    private static boolean isEffective(KnownSetting setting) {
        return Setting.named(setting.name()) != null;
    }
}
