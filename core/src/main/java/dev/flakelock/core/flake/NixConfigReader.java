package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.NixFile;
import dev.flakelock.core.nix.SetValue.Attribute;
import dev.flakelock.core.nix.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code nixConfig}: settings that a flake proposes. */
final class NixConfigReader {

    private final TypeCheck types;

    NixConfigReader(NixFile file) {
        this.types = new TypeCheck(file);
    }

    SortedMap<String, Object> read(@Nullable Attribute nixConfig) throws FlakeException {
        SortedMap<String, Object> settings = ByteOrder.newMap();
        if (nixConfig != null) {
            for (Attribute setting : types.set(nixConfig).attributes()) {
                settings.put(setting.name(), setting(setting));
            }
        }
        return settings;
    }

    private static Object setting(Attribute setting) throws FlakeException {
        Value value = setting.value().forced();
        if (value instanceof Value.StringValue string) {
            return string.text();
        }
        if (value instanceof Value.PathValue path) {
            return path.path();
        }
        if (value instanceof Value.IntegerValue integer) {
            return integer.value();
        }
        if (value instanceof Value.BooleanValue truth) {
            return truth.value();
        }
        if (value instanceof Value.ListValue list) {
            return strings(setting, list);
        }
        throw new FlakeException("flake configuration setting '" + setting.shownName() + "' is " + value.description());
    }

    /** Nix names the type of the list where it means that of the element; so do we. */
    private static List<String> strings(Attribute setting, Value.ListValue list) throws FlakeException {
        List<String> strings = new ArrayList<>();
        for (Value element : list.elements()) {
            if (!(element instanceof Value.StringValue string)) {
                throw new FlakeException("list element in flake configuration setting '" + setting.shownName()
                        + "' is a list while a string is expected");
            }
            strings.add(string.text());
        }
        return List.copyOf(strings);
    }
}
