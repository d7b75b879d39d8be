package dev.flakelock.core.flake;

import dev.flakelock.core.fetch.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a flake lies: a tree, and the directory of its {@code flake.nix} in it. Immutable.
 *
 * @param files the tree
 * @param directory the directory, with {@code /} between its components; empty for the root
 */
public record FlakeDirectory(SourceTree files, String directory) {

    /** The root of a tree. */
    public static FlakeDirectory root(SourceTree files) {
        return new FlakeDirectory(files, "");
    }

    /**
     * A place relative to this one, {@code .} and {@code ..} resolved by their names alone.
     *
     * @return the place, or nothing if it is outside of the tree
     */
    public Optional<FlakeDirectory> relative(String path) {
        Deque<String> components = new ArrayDeque<>();
        for (String component : (directory + "/" + path).split("/")) {
            if (component.equals("..")) {
                if (components.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!component.isEmpty() && !component.equals(".")) {
                components.addLast(component);
            }
        }
        return Optional.of(new FlakeDirectory(files, String.join("/", components)));
    }

    /** The path of a file in this directory. */
    public String path(String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** A file in this directory, as it is shown to users. */
    public String show(String name) {
        return files.show(path(name));
    }

    /** Written out for the sake of start-up, like the equality of {@link dev.flakelock.core.attr.AttrValue}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlakeDirectory that && files.equals(that.files) && directory.equals(that.directory);
    }

    @Override
    public int hashCode() {
        return 31 * files.hashCode() + directory.hashCode();
    }
}
