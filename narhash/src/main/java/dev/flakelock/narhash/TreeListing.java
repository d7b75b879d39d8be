package dev.flakelock.narhash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies at every path of a tree, with the contents of some regular files and the targets of all symlinks.
 *
 * <p>Paths are relative to the root with single slashes between names; the empty path is the root. Symlinks are never
 * followed, so nothing lies below one. Immutable and thread-safe, and compact: some ten bytes and the name per node.
 */
public final class TreeListing {
    private static final int ROOT = 0;

    private final NodeKind[] kinds;
    private final int[] nameEnds;
    private final int[] subtreeEnds;
    private final byte[] names;
    private final Map<Integer, byte[]> contents;

    /** Nodes are numbered in NAR order, so a node's subtree is a run of numbers that begins with it. */
    TreeListing(NodeKind[] kinds, int[] nameEnds, int[] subtreeEnds, byte[] names, Map<Integer, byte[]> contents) {
        this.kinds = kinds;
        this.nameEnds = nameEnds;
        this.subtreeEnds = subtreeEnds;
        this.names = names;
        this.contents = Collections.unmodifiableMap(contents);
    }

    /** Number of nodes, the root included. */
    public int size() {
        return kinds.length;
    }

    /** What lies at the path; empty when nothing does. */
    public Optional<NodeKind> kind(byte[] path) {
        int node = find(path);
        return node < 0 ? Optional.empty() : Optional.of(kindOf(node));
    }

    /** {@link #kind(byte[])} of a path in UTF-8. */
    public Optional<NodeKind> kind(String path) {
        return kind(path.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the contents of the regular file at the path; empty when it was not kept or is no regular file. */
    public Optional<byte[]> contents(byte[] path) {
        return bytesOf(path, NodeKind.REGULAR);
    }

    /** {@link #contents(byte[])} of a path in UTF-8. */
    public Optional<byte[]> contents(String path) {
        return contents(path.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the target of the symlink at the path; empty when there is none. */
    public Optional<byte[]> target(byte[] path) {
        return bytesOf(path, NodeKind.SYMLINK);
    }

    /** {@link #target(byte[])} of a path in UTF-8. */
    public Optional<byte[]> target(String path) {
        return target(path.getBytes(StandardCharsets.UTF_8));
    }

    /** The names in the directory at the path, in byte order; empty when it is empty or no directory. */
    public List<byte[]> names(byte[] path) {
        List<byte[]> result = new ArrayList<>();
        int node = find(path);
        if (node >= 0) {
            for (int child = node + 1; child < subtreeEnds[node]; child = subtreeEnds[child]) {
                result.add(Arrays.copyOfRange(names, nameStart(child), nameEnds[child]));
            }
        }
        return result;
    }

    /** Writes what {@link TreeListingFormat} reads. */
    void writeTo(ListingWriter out) {
        out.number(kinds.length);
        for (int node = 0; node < kinds.length; node++) {
            out.octet(TreeListingFormat.letter(kinds[node]));
            out.number(nameEnds[node] - nameStart(node));
            if (kinds[node] == NodeKind.DIRECTORY) {
                out.number(subtreeEnds[node] - node - 1);
            }
        }
        out.bytes(names);
        out.number(contents.size());
        contents.forEach((node, bytes) -> {
            out.number(node);
            out.bytes(bytes);
        });
    }

    private Optional<byte[]> bytesOf(byte[] path, NodeKind kind) {
        int node = find(path);
        if (node < 0 || kindOf(node) != kind) {
            return Optional.empty();
        }
        return Optional.ofNullable(contents.get(node)).map(byte[]::clone);
    }

    private NodeKind kindOf(int node) {
        return kinds[node];
    }

    private int nameStart(int node) {
        return node == ROOT ? 0 : nameEnds[node - 1];
    }

    private int find(byte[] path) {
        int node = ROOT;
        int start = 0;
        while (node >= 0 && start < path.length) {
            int end = start;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            node = child(node, path, start, end);
            start = end + 1;
        }
        return path.length > 0 && path[path.length - 1] == '/' ? -1 : node;
    }

    private int child(int directory, byte[] path, int from, int to) {
        for (int child = directory + 1; child < subtreeEnds[directory]; child = subtreeEnds[child]) {
            if (Arrays.equals(names, nameStart(child), nameEnds[child], path, from, to)) {
                return child;
            }
        }
        return -1;
    }
}
