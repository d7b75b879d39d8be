package dev.flakelock.core.registry;

/** Which registries a lookup asks. */
public enum RegistryScope {
    /** All of them: for the flake that the user names, and for the targets of {@code --override-input}. */
    ALL,
    /** Only those that do not depend on user and machine, {@code FLAG} and {@code GLOBAL}: for the inputs of a flake. */
    LIMITED,
    /** None: when registries are switched off. */
    NONE;

    boolean includes(RegistryKind kind) {
        return switch (this) {
            case ALL -> true;
            case LIMITED -> kind == RegistryKind.FLAG || kind == RegistryKind.GLOBAL;
            case NONE -> false;
        };
    }
}
