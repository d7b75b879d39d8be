package dev.flakelock.benchmarks.corpus;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A node of a made-up source tree. */
public sealed interface Node {

    /**
     * A directory.
     *
     * @param children its nodes by name, in the order in which git archives them: as if the names of directories ended
     *     in a slash
     */
    record Directory(NavigableMap<String, Node> children) implements Node {

        /** Copies nothing: a tree that is handed out is not changed any more. */
        public Directory {
            children = Collections.unmodifiableNavigableMap(children);
        }
    }

    /** A regular file. */
    record File(Contents contents, boolean executable) implements Node {}

    /** A symbolic link. */
    record Link(String target) implements Node {}

    /** The bytes of a file, made when they are needed so that a large tree takes little memory. */
    @FunctionalInterface
    interface Contents {

        /** The bytes, the same each time. */
        byte[] bytes();
    }

    /** Makes a directory node by node; paths have {@code /} between their components, and names are ASCII. */
    final class Builder {
        private final NavigableMap<String, Node> children = new TreeMap<>();
        private final NavigableMap<String, Builder> directories = new TreeMap<>();

        /** Adds a node; the directories on the way are made. A later node replaces an earlier one. */
        public Builder add(String path, Node node) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                children.put(path, node);
                return this;
            }
            directories
                    .computeIfAbsent(path.substring(0, slash), name -> new Builder())
                    .add(path.substring(slash + 1), node);
            return this;
        }

        /** Adds a file with these contents. */
        public Builder file(String path, Contents contents) {
            return add(path, new File(contents, false));
        }

        /** The directory. */
        public Directory build() {
            NavigableMap<String, Node> sorted = new TreeMap<>(children);
            directories.forEach((name, directory) -> sorted.put(name + "/", directory.build()));
            return new Directory(sorted);
        }
    }

    /** The name under which a child stands in its directory, without the slash that the key of a directory ends in. */
    static String name(String key) {
        return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    }
}
