package dev.flakelock.core.nix;

/**
 * A name in a file, the same object for the same name.
 *
 * @param number the order of creation, by which Nix sorts attributes
 * @param text the name
 */
record Symbol(int number, String text) implements AttrName {

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
