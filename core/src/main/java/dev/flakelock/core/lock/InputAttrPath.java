package dev.flakelock.core.lock;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of inputs from the root flake down to an input; the root itself is the empty path. Immutable.
 *
 * <p>Paths are ordered as lists of names: {@code a}, {@code a/b}, {@code a-b}.
 *
 * @param names the names, outermost first
 */
public record InputAttrPath(List<String> names) implements Comparable<InputAttrPath> {

    /** The path of the root flake. */
    public static final InputAttrPath ROOT = new InputAttrPath(List.of());

    private static final Pattern FLAKE_ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");

    /** Copies the collections. */
    public InputAttrPath {
        names = List.copyOf(names);
    }

    /** The path of these names. */
    public static InputAttrPath of(String... names) {
        return new InputAttrPath(List.of(names));
    }

    /**
     * The path that a text such as {@code a/b} means. Slashes too many are ignored; the empty text is the root.
     *
     * @throws FlakeException if a name cannot be one of an input
     */
    public static InputAttrPath parse(String text) throws FlakeException {
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            if (!FLAKE_ID.matcher(name).matches()) {
                throw new InputPathException(name);
            }
            names.add(name);
        }
        return new InputAttrPath(names);
    }

    /** Whether this is the path of the root flake. */
    public boolean isRoot() {
        return names.isEmpty();
    }

    /** The path of an input of this one. */
    public InputAttrPath child(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new InputAttrPath(longer);
    }

    /** The path of the flake that has this input. Not for the root. */
    public InputAttrPath parent() {
        return new InputAttrPath(names.subList(0, names.size() - 1));
    }

    /** The last name. Not for the root. */
    public String last() {
        return names.get(names.size() - 1);
    }

    /** This path followed by another one. */
    public InputAttrPath resolve(InputAttrPath rest) {
        List<String> longer = new ArrayList<>(names);
        longer.addAll(rest.names);
        return new InputAttrPath(longer);
    }

    /** Whether this path is below another one, and not the same. */
    public boolean isBelow(InputAttrPath other) {
        return names.size() > other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    @Override
    public int compareTo(InputAttrPath other) {
        int common = Math.min(names.size(), other.names.size());
        for (int i = 0; i < common; i++) {
            int order = Utf8Order.BYTES.compare(names.get(i), other.names.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(names.size(), other.names.size());
    }

    // Written out, because what a record does by itself is linked anew in every process that compares two.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputAttrPath path && names.equals(path.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** The names joined by {@code /}. */
    @Override
    public String toString() {
        return String.join("/", names);
    }
}
