package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings while they are being made up: of {@code nix.conf}, then the command line, then the flake's own wishes. What
 * is set later wins.
 *
 * <p>Settings of Nix that mean nothing for flakelock are accepted and their values not looked at; settings that Nix
 * does not have are {@linkplain #notices() reported}. Not thread-safe.
 */
public final class SettingsBuilder {

    private static final String EXTRA = "extra-";

    private final Environment environment;
    private final List<Notice> notices = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>(Utf8Order.BYTES);
    private SettingValues values;

    /** Starts with the defaults. */
    public SettingsBuilder(Environment environment) {
        this(environment, SettingValues.defaults(environment));
        notices.addAll(environment.notices());
    }

    SettingsBuilder(Environment environment, SettingValues values) {
        this.environment = environment;
        this.values = values;
    }

    /**
     * Sets one setting from text, or adds to one.
     *
     * @param name its name, one of its aliases, or one of these after {@code extra-}, which adds to a list
     * @param value the value as {@code nix.conf} would have it
     * @return this builder
     * @throws InvalidSettingException if it cannot have this value
     * @throws FlakeException if the value is a relative path where an absolute one is wanted
     */
    public SettingsBuilder set(String name, String value) throws FlakeException {
        return set(name, value, SettingOrigin.USER);
    }

    /**
     * Does what {@code --option NAME VALUE} does: as {@link #set(String, String)}, but a value that the setting cannot
     * have is only reported.
     *
     * @return this builder
     * @throws FlakeException if the value is a relative path where an absolute one is wanted
     */
    public SettingsBuilder option(String name, String value) throws FlakeException {
        try {
            return set(name, value);
        } catch (InvalidSettingException invalid) {
            notices.add(Notice.warning(invalid.getMessage()));
            return this;
        }
    }

    /** Sets one setting to a value; returns this builder. */
    public <T> SettingsBuilder set(Setting<T> setting, T value) {
        values = values.with(setting, value, SettingOrigin.USER);
        return this;
    }

    SettingsBuilder set(String name, String value, SettingOrigin origin) throws FlakeException {
        KnownSetting known = KnownSetting.named(name);
        boolean append = known == null && name.startsWith(EXTRA);
        if (append) {
            known = KnownSetting.named(name.substring(EXTRA.length()));
        }
        if (known == null || (append && !known.appendable())) {
            unknown.add(name);
            return this;
        }
        Setting<?> setting = Setting.named(known.name());
        if (setting != null) {
            change(setting, value, append, origin);
        }
        return this;
    }

    private <T> void change(Setting<T> setting, String text, boolean append, SettingOrigin origin)
            throws FlakeException {
        T parsed = setting.type().parse(setting.name(), text, notices::add);
        T value = append ? setting.type().append(values.value(setting), parsed) : parsed;
        values = values.with(setting, value, origin);
    }

    /** The settings as they are now. */
    public Settings build() {
        return new Settings(values, environment);
    }

    /** What the user should be told, in Nix's order: what came up on the way, then the unknown settings by name. */
    public List<Notice> notices() {
        List<Notice> all = new ArrayList<>(notices);
        unknown.forEach(name -> all.add(Notice.warning("unknown setting '" + name + "'")));
        return List.copyOf(all);
    }

    /** {@link #notices()} without the unknown settings, about which Nix says nothing in a flake's configuration. */
    List<Notice> noticesOnKnown() {
        return List.copyOf(notices);
    }
}
