package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import java.util.List;

/**
 * A command line flag that changes a setting: {@code --tarball-ttl VALUE}, {@code --no-use-registries},
 * {@code --extra-access-tokens VALUE}, {@code --option NAME VALUE}. Immutable.
 */
public final class SettingFlag {

    /** What a flag does with its values. */
    @FunctionalInterface
    interface Effect {
        void apply(SettingsBuilder builder, List<String> values) throws FlakeException;
    }

    private final String name;
    private final List<String> valueNames;
    private final String description;
    private final boolean effective;
    private final Effect effect;

    SettingFlag(String name, List<String> valueNames, String description, boolean effective, Effect effect) {
        this.name = name;
        this.valueNames = valueNames;
        this.description = description;
        this.effective = effective;
        this.effect = effect;
    }

    /** The flag with its two dashes. */
    public String name() {
        return name;
    }

    /** How many values follow it. */
    public int arity() {
        return valueNames.size();
    }

    /** What the values are called in a usage text. */
    public List<String> valueNames() {
        return valueNames;
    }

    /** What it does, in a line without a full stop. */
    public String description() {
        return description;
    }

    /** Whether it changes anything; flags for settings of Nix that mean nothing for flakelock are taken and ignored. */
    public boolean isEffective() {
        return effective;
    }

    /**
     * Does what the flag says.
     *
     * @param values the values that followed it, {@link #arity()} of them
     * @throws InvalidSettingException if there are too few values, or the setting cannot have this one
     * @throws FlakeException if the value is a relative path where an absolute one is wanted
     */
    public void apply(SettingsBuilder builder, List<String> values) throws FlakeException {
        if (values.size() < arity()) {
            throw new InvalidSettingException("flag '" + name + "' requires " + arity() + " argument(s), but only "
                    + values.size() + " were given");
        }
        effect.apply(builder, values);
    }

    @Override
    public String toString() {
        return name;
    }
}
