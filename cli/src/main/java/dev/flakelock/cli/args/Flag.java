package dev.flakelock.cli.args;

import dev.flakelock.core.error.FlakeException;
import java.util.List;

/**
 * A flag of a command: {@code --json}, {@code --override-input PATH REF}.
 *
 * @param name the name with its two dashes
 * @param shortName the letter of the short form, or 0 if there is none
 * @param valueNames what the values that follow it are called; as many as it takes
 * @param description what it does, in a line without a full stop
 * @param effect what happens when it is met
 */
public record Flag(String name, char shortName, List<String> valueNames, String description, Effect effect) {

    /** The description of flags that are taken and have no effect. */
    public static final String NO_EFFECT = "for compatibility with Nix; has no effect";

    /** What happens when a flag is met. */
    @FunctionalInterface
    public interface Effect {

        /**
         * Takes the values that followed the flag, as many as it has names for them.
         *
         * @throws FlakeException if they mean nothing
         */
        void apply(List<String> values) throws FlakeException;
    }

    /** What happens when a flag with a single value is met. */
    @FunctionalInterface
    public interface ValueEffect {

        /**
         * Takes the value that followed the flag.
         *
         * @throws FlakeException if it means nothing
         */
        void apply(String value) throws FlakeException;
    }

    public Flag {
        valueNames = List.copyOf(valueNames);
    }

    /** A flag without values. */
    public static Flag toggle(String name, String description, Runnable effect) {
        return new Flag(name, '\0', List.of(), description, values -> effect.run());
    }

    /** A flag with one value. */
    public static Flag value(String name, String valueName, String description, ValueEffect effect) {
        return new Flag(name, '\0', List.of(valueName), description, values -> effect.apply(values.get(0)));
    }

    /** A flag that Nix has and that has no bearing on locks: it is taken, with its values, and nothing happens. */
    public static Flag ignored(String name, String... valueNames) {
        return new Flag(name, '\0', List.of(valueNames), NO_EFFECT, values -> {});
    }

    /** The same flag with a short form. */
    public Flag orShort(char letter) {
        return new Flag(name, letter, valueNames, description, effect);
    }
}
