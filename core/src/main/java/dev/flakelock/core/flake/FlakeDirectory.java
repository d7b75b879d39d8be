package dev.flakelock.core.flake;

<<<<<<< HEAD
import dev.flakelock.core.fetch.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

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
}
=======
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.SourceText;

/**
 * A {@code flake.nix} to read.
 *
 * @param text its bytes and the file name that messages show
 * @param options how it is parsed; its base directory is the directory of the file
 * @param reference the resolved reference of the flake as a URL, for messages
 * @param shownDirectory the directory of the file as messages show it, with a slash at the end if it is the root of
 *     the source tree
 */
public record FlakeDirectory(SourceText text, LanguageOptions options, String reference, String shownDirectory) {}
>>>>>>> lang
