package dev.flakelock.core.error;

/** A tree that has another NAR hash than the one asked for. */
public final class HashMismatchException extends FlakeException {

    private static final long serialVersionUID = 1L;

    private final String input;
    private final String expected;
    private final String found;

    /**
     * A mismatch.
     *
     * @param input the input, for display
     * @param expected the hash asked for, as SRI
     * @param found the hash of the tree, as SRI
     */
    public HashMismatchException(String input, String expected, String found) {
        super("NAR hash mismatch in input '" + input + "', expected '" + expected + "' but got '" + found + "'");
        this.input = input;
        this.expected = expected;
        this.found = found;
    }

    /** The status that Nix ends with for a mismatch. */
    @Override
    public int exitStatus() {
        return 102;
    }

    /** The input, for display. */
    public String input() {
        return input;
    }

    /** The hash asked for, as SRI. */
    public String expected() {
        return expected;
    }

    /** The hash of the tree, as SRI. */
    public String found() {
        return found;
    }
}
