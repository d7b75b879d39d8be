package dev.flakelock.core.flake;

import dev.flakelock.core.attr.Attrs;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code flake.nix} says. Immutable.
 *
 * @param description the description, or null without one
 * @param inputs the inputs by name, in byte order, those that only the arguments of {@code outputs} name included
 * @param selfAttrs what the flake says about its own input, {@code submodules} and {@code lfs}
 * @param config the settings in {@code nixConfig}: a text, a whole number, a flag or a list of texts each
 */
public record Flake(
        @Nullable String description,
        NavigableMap<String, FlakeInput> inputs,
        Attrs selfAttrs,
        Map<String, ConfigValue> config) {

    /** A value in {@code nixConfig}. */
    public sealed interface ConfigValue {

        /** A text. */
        record Text(String value) implements ConfigValue {}

        /** A whole number. */
        record Int(long value) implements ConfigValue {}

        /** A flag. */
        record Flag(boolean value) implements ConfigValue {}

        /** Several texts. */
        record Texts(List<String> values) implements ConfigValue {}
    }
}
