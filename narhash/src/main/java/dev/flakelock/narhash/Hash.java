package dev.flakelock.narhash;
/** Placeholder. */
public final class Hash {
    private Hash() {}
}
