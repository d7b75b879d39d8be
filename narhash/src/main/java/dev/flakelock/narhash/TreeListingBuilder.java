package dev.flakelock.narhash;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gathers a {@link TreeListing} from nodes that come in NAR order. */
final class TreeListingBuilder {
    private final Map<Integer, byte[]> contents = new HashMap<>();
    private NodeKind[] kinds = new NodeKind[64];
    private int[] nameEnds = new int[64];
    private int[] subtreeEnds = new int[64];
    private byte[] names = new byte[1024];
    private int count;
    private int namesLength;

    /** Adds a node below the directory that is open, and returns its number. */
    int add(NodeKind kind, byte[] name) {
        if (count == kinds.length) {
            kinds = Arrays.copyOf(kinds, grown(count));
            nameEnds = Arrays.copyOf(nameEnds, grown(count));
            subtreeEnds = Arrays.copyOf(subtreeEnds, grown(count));
        }
        if (namesLength + name.length > names.length) {
            names = Arrays.copyOf(names, grown(namesLength + name.length));
        }
        System.arraycopy(name, 0, names, namesLength, name.length);
        namesLength += name.length;
        kinds[count] = kind;
        nameEnds[count] = namesLength;
        subtreeEnds[count] = count + 1;
        return count++;
    }

    /** The directory of that number has all its nodes. */
    void close(int directory) {
        subtreeEnds[directory] = count;
    }

    void contents(int node, byte[] bytes) {
        contents.put(node, bytes);
    }

    int size() {
        return count;
    }

    TreeListing build() {
        return new TreeListing(
                Arrays.copyOf(kinds, count),
                Arrays.copyOf(nameEnds, count),
                Arrays.copyOf(subtreeEnds, count),
                Arrays.copyOf(names, namesLength),
                contents);
    }

    private static int grown(int size) {
        return size + (size >> 1);
    }
}
