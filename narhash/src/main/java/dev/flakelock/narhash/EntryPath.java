package dev.flakelock.narhash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The path of a node while a tree is walked, relative to the tree's root. A view: valid only during the call it is
 * handed to.
 */
public final class EntryPath {
    private byte[][] names = new byte[8][];
    private int depth;

    EntryPath() {}

    /** The last component; empty for the root. Not to be changed. */
    public byte[] name() {
        return depth == 0 ? new byte[0] : names[depth - 1];
    }

    /** Whether the last component is exactly these bytes. */
    public boolean isNamed(byte[] name) {
        return depth > 0 && Arrays.equals(names[depth - 1], name);
    }

    /** The components joined by {@code /}; empty for the root. */
    public byte[] bytes() {
        int length = Math.max(0, depth - 1);
        for (int i = 0; i < depth; i++) {
            length += names[i].length;
        }
        byte[] path = new byte[length];
        int at = 0;
        for (int i = 0; i < depth; i++) {
            if (i > 0) {
                path[at++] = '/';
            }
            System.arraycopy(names[i], 0, path, at, names[i].length);
            at += names[i].length;
        }
        return path;
    }

    /** The path as text; bytes that are not UTF-8 are replaced. */
    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    void push(byte[] name) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, 2 * depth);
        }
        names[depth++] = name;
    }

    void pop() {
        depth--;
    }
}
