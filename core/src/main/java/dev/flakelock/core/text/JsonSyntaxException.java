package dev.flakelock.core.text;

/** Text that is not JSON. The message is Nix's, with line and column. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonSyntaxException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** The message; never null. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }

    /** The line of the first wrong token, counted from 1. */
    public int line() {
        return line;
    }

    /** The column of the first wrong token, counted from 1. */
    public int column() {
        return column;
    }
}
