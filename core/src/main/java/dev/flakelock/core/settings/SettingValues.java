package dev.flakelock.core.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value and its origin for every setting. Immutable. */
final class SettingValues {

    private final Map<Setting<?>, Entry> entries;

    /** Its equality is written out for the sake of start-up, like that of {@code AttrValue}. */
    private record Entry(Object value, SettingOrigin origin) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && origin == entry.origin && value.equals(entry.value);
        }

        @Override
        public int hashCode() {
            return 31 * value.hashCode() + origin.hashCode();
        }
    }

    private SettingValues(Map<Setting<?>, Entry> entries) {
        this.entries = entries;
    }

    static SettingValues defaults(Environment environment) {
        Map<Setting<?>, Entry> entries = new HashMap<>();
        for (Setting<?> setting : Setting.all()) {
            entries.put(setting, new Entry(defaultOf(setting, environment), SettingOrigin.DEFAULT));
        }
        return new SettingValues(entries);
    }

    private static Object defaultOf(Setting<?> setting, Environment environment) {
        return Objects.requireNonNull(setting.defaultIn(environment));
    }

    // A setting's entry is only ever made by defaults() and with(), from a value of the setting's own type.
    @SuppressWarnings("unchecked")
    <T> T value(Setting<T> setting) {
        return (T) entry(setting).value();
    }

    SettingOrigin origin(Setting<?> setting) {
        return entry(setting).origin();
    }

    <T> SettingValues with(Setting<T> setting, T value, SettingOrigin origin) {
        Map<Setting<?>, Entry> changed = new HashMap<>(entries);
        changed.put(setting, new Entry(value, origin));
        return new SettingValues(changed);
    }

    private Entry entry(Setting<?> setting) {
        Entry entry = entries.get(setting);
        if (entry == null) {
            throw new IllegalArgumentException(setting.name());
        }
        return entry;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValues that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
