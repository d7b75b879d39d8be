package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.NodeKind;
import dev.flakelock.narhash.TreeListing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A listing as lines {@code d dir}, {@code f file}, {@code l link}, parents first. */
final class ListingText {
    private ListingText() {}

    static List<String> of(TreeListing listing) {
        List<String> lines = new ArrayList<>();
        lines.add("d .");
        add(listing, new byte[0], lines);
        return lines;
    }

    /** The recorded line, with the execute bit forgotten, which a listing does not have. */
    static String plain(String line) {
        return line.startsWith("x ") ? "f " + line.substring(2) : line;
    }

    private static void add(TreeListing listing, byte[] directory, List<String> lines) {
        for (byte[] name : listing.names(directory)) {
            byte[] path = join(directory, name);
            NodeKind kind = listing.kind(path).orElseThrow();
            lines.add((kind == NodeKind.DIRECTORY ? "d " : kind == NodeKind.SYMLINK ? "l " : "f ") + text(path));
            add(listing, path, lines);
        }
    }

    private static byte[] join(byte[] directory, byte[] name) {
        if (directory.length == 0) {
            return name;
        }
        byte[] path = java.util.Arrays.copyOf(directory, directory.length + 1 + name.length);
        path[directory.length] = '/';
        System.arraycopy(name, 0, path, directory.length + 1, name.length);
        return path;
    }

    private static String text(byte[] path) {
        String text = new String(path, StandardCharsets.UTF_8);
        if (!text.contains("\ufffd")) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (byte b : path) {
            escaped.append(b < 0 ? String.format("\\x%02x", b & 0xff) : String.valueOf((char) b));
        }
        return escaped.toString();
    }
}
