package dev.flakelock.core.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        try (InputStream in = KnownSetting.class.getResourceAsStream("nix-settings.txt")) {
            if (in == null) {
                throw new IllegalStateException("nix-settings.txt is missing from the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                List<String> words = Arrays.asList(line.split(" ", -1));
                Flag flag = Flag.valueOf(words.get(1).toUpperCase(Locale.ROOT));
                KnownSetting setting =
                        new KnownSetting(words.get(0), flag, List.copyOf(words.subList(2, words.size())));
                byName.put(setting.name(), setting);
                setting.aliases().forEach(alias -> byName.put(alias, setting));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(byName);
    }
}
