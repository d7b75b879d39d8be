package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.NarException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names of members as paths in the tree. */
final class MemberPath {
    private static final int MAX_NAME = 255;
    /** No NAR is that deep, so such a path need not be kept until its place is known. */
    private static final int MAX_COMPONENTS = 1024;

    private MemberPath() {}

    /**
     * The components of a name after lexical clean-up: empty ones and {@code .} go, {@code ..} takes the component before
     * it away and stops at the root.
     */
    static List<byte[]> of(byte[] name) throws NarException {
        List<byte[]> path = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= name.length; end++) {
            if (end == name.length || name[end] == '/') {
                component(name, start, end, path);
                if (path.size() > MAX_COMPONENTS) {
                    throw new NarException(
                            "path '" + text(path.subList(0, 64)) + "' exceeds maximum NAR directory depth of 64");
                }
                start = end + 1;
            }
        }
        return path;
    }

    private static void component(byte[] name, int start, int end, List<byte[]> path) {
        int length = end - start;
        boolean dot = length > 0 && name[start] == '.';
        if (length == 0 || (length == 1 && dot)) {
            return;
        }
        if (length == 2 && dot && name[start + 1] == '.') {
            if (!path.isEmpty()) {
                path.remove(path.size() - 1);
            }
            return;
        }
        path.add(Arrays.copyOfRange(name, start, end));
    }

    /** {@code /a/b}, as messages show it. */
    static String text(List<byte[]> path) {
        StringBuilder text = new StringBuilder();
        for (byte[] component : path) {
            text.append('/').append(Member.text(component));
        }
        return text.toString();
    }

    /** Refuses the names that git refuses in a tree, in any case, and names too long for a NAR. */
    static void check(byte[] name) throws NarException {
        if (name.length > MAX_NAME) {
            throw new NarException("string is too long");
        }
        if (name.length == 4 || name.length == 5) {
            String text = Member.text(name);
            if (text.equalsIgnoreCase(".git") || text.equalsIgnoreCase("git~1")) {
                throw new NarException(
                        "adding a file to a tree builder: failed to insert entry: invalid name for a tree" + " entry - "
                                + text + " (libgit2 error code = 14)");
            }
        }
    }

    /** Nix's order of paths: {@code /} before every other character, the rest as signed bytes. */
    static int compare(List<byte[]> a, List<byte[]> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Arrays.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
