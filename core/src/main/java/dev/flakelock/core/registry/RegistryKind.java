package dev.flakelock.core.registry;

import java.util.Locale;

/** The registries, in the order in which they are asked. */
public enum RegistryKind {
    /** What options on the command line say. */
    FLAG,
    /** What the user added. */
    USER,
    /** What the machine's administrator set. */
    SYSTEM,
    /** The registry that everybody shares. */
    GLOBAL;

    /** The name in lists, for example {@code user}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
