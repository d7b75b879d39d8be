package dev.flakelock.core.error;

import java.util.List;

/**
 * A place in a text file, with the lines around it for display.
 *
 * @param file the file as shown to the user, for example {@code /nix/store/…-source/flake.nix}
 * @param line the line, counted from 1
 * @param column the column in bytes, counted from 1
 * @param excerpt the lines around the place, in order, with the line itself among them; empty if they are not known
 */
public record SourceLocation(String file, int line, int column, List<ExcerptLine> excerpt) {

    /** One line of an excerpt: its number, counted from 1, and its text without a line end. */
    public record ExcerptLine(int number, String text) {}

    /** Copies the collections. */
    public SourceLocation {
        excerpt = List.copyOf(excerpt);
    }

    /** This place as {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
