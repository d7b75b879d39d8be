package dev.flakelock.core.settings;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting of Nix or of our own, whether it means something for flakelock or not: a {@code nix.conf} that Nix takes without a
 * word must not give a warning here.
 */
record KnownSetting(String name, Flag flag, List<String> aliases) {

    /** How the setting is given on the command line. */
    enum Flag {
        SWITCH,
        VALUE,
        LIST
    }

    private static final Map<String, KnownSetting> BY_NAME = read();

    /** The setting with this name or alias. */
    static @Nullable KnownSetting named(String name) {
        return BY_NAME.get(name);
    }

    /** All settings of Nix, by name and by alias. */
    static Collection<KnownSetting> all() {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getKey().equals(entry.getValue().name()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether {@code extra-NAME} adds to it. */
    boolean appendable() {
        return flag == Flag.LIST;
    }

    private static Map<String, KnownSetting> read() {
        Map<String, KnownSetting> byName = new LinkedHashMap<>();
        for (String line : NixSettings.LINES.split("\n", -1)) {
            List<String> words = List.of(line.split(" ", -1));
            KnownSetting setting =
                    new KnownSetting(words.get(0), flag(words.get(1)), List.copyOf(words.subList(2, words.size())));
            byName.put(setting.name(), setting);
            for (String alias : setting.aliases()) {
                byName.put(alias, setting);
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    private static Flag flag(String word) {
        return switch (word) {
            case "switch" -> Flag.SWITCH;
            case "value" -> Flag.VALUE;
            case "list" -> Flag.LIST;
            default -> throw new IllegalStateException(word);
        };
    }
}
