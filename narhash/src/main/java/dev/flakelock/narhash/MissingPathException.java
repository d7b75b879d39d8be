package dev.flakelock.narhash;

/** There is nothing at the path that should be hashed: {@code path '/a/none' does not exist}. */
public final class MissingPathException extends NarException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /** Nothing is at that path. */
    public MissingPathException(String path) {
        super("path '" + path + "' does not exist");
        this.path = path;
    }

    /** The path that does not exist. */
    public String path() {
        return path;
    }
}
