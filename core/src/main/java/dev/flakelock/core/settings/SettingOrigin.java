package dev.flakelock.core.settings;

/** Where the value of a setting comes from. */
public enum SettingOrigin {
    /** Nobody set it. */
    DEFAULT,
    /** The system's {@code nix.conf}. */
    SYSTEM,
    /** The user: a file of theirs, {@code NIX_CONFIG}, the command line, or a flake that they trust. */
    USER
}
