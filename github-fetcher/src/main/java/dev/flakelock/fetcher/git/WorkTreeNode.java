package dev.flakelock.fetcher.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node of the part of a work tree that counts. */
sealed interface WorkTreeNode {

    /** A file or link, whatever of the two is on disk. */
    record Leaf() implements WorkTreeNode {}

    /** A submodule. */
    record Mounted(GitFiles files) implements WorkTreeNode {}

    /** A path that {@code export-ignore} leaves out, with all below it. */
    record Ignored() implements WorkTreeNode {}

    /** A directory: nodes in byte order of their names. */
    record Directory(SortedMap<byte[], WorkTreeNode> children) implements WorkTreeNode {

        Directory() {
            this(new TreeMap<>(Arrays::compareUnsigned));
        }

        /** Puts a node at a path below, and directories on the way; not below what is left out. */
        void put(byte[] path, WorkTreeNode node) {
            Directory directory = this;
            int start = 0;
            for (int slash = slash(path, 0); slash >= 0; slash = slash(path, start)) {
                byte[] name = Arrays.copyOfRange(path, start, slash);
                WorkTreeNode next = directory.children.computeIfAbsent(name, absent -> new Directory());
                if (!(next instanceof Directory below)) {
                    return;
                }
                directory = below;
                start = slash + 1;
            }
            directory.children.putIfAbsent(Arrays.copyOfRange(path, start, path.length), node);
        }

        /** The node at a path in UTF-8, or null. */
        @Nullable WorkTreeNode find(String path) {
            WorkTreeNode node = this;
            if (path.isEmpty()) {
                return node;
            }
            for (String name : path.split("/", -1)) {
                node = node instanceof Directory directory
                        ? directory.children.get(name.getBytes(StandardCharsets.UTF_8))
                        : null;
            }
            return node;
        }

        /** The children that are not left out. */
        List<Map.Entry<byte[], WorkTreeNode>> visible() {
            return children.entrySet().stream()
                    .filter(child -> !(child.getValue() instanceof Ignored))
                    .toList();
        }

        private static int slash(byte[] path, int from) {
            for (int i = from; i < path.length; i++) {
                if (path[i] == '/') {
                    return i;
                }
            }
            return -1;
        }
    }
}
