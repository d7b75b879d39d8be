package dev.flakelock.narhash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** A tree from {@code nar[].entries}: pushed in NAR order, or written to disk. */
final class RecordedTree {
    private final RecordedCases node;
    private final TreeMap<byte[], RecordedTree> children = new TreeMap<>(java.util.Arrays::compareUnsigned);

    private RecordedTree(RecordedCases node) {
        this.node = node;
    }

    static RecordedTree of(List<RecordedCases> entries) {
        RecordedTree root = new RecordedTree(entries.get(0));
        for (RecordedCases entry : entries.subList(1, entries.size())) {
            // Latin-1 maps bytes to characters one to one.
            String path = new String(entry.bytes("path"), StandardCharsets.ISO_8859_1);
            RecordedTree parent = root;
            String[] names = path.split("/");
            for (int i = 0; i < names.length - 1; i++) {
                parent = Objects.requireNonNull(parent.children.get(names[i].getBytes(StandardCharsets.ISO_8859_1)));
            }
            byte[] name = names[names.length - 1].getBytes(StandardCharsets.ISO_8859_1);
            parent.children.put(name, new RecordedTree(entry));
        }
        return root;
    }

    void push(TreeHasher tree) throws IOException {
        switch (node.text("type")) {
            case "regular" -> tree.regular(executable(), node.contents());
            case "symlink" -> tree.symlink(node.target());
            default -> {
                tree.beginDirectory();
                for (var child : children.entrySet()) {
                    tree.entry(child.getKey());
                    child.getValue().push(tree);
                }
                tree.endDirectory();
            }
        }
    }

    void write(Path path) throws IOException {
        switch (node.text("type")) {
            case "regular" -> Files.write(path, node.contents());
            case "symlink" -> Files.createSymbolicLink(path, RawPaths.relative(node.target()));
            case "directory" -> {
                Files.createDirectory(path);
                for (var child : children.entrySet()) {
                    child.getValue().write(RawPaths.resolve(path, child.getKey()));
                }
            }
            default -> SpecialFiles.create(node.text("type"), path);
        }
        setMode(path);
    }

    private boolean executable() {
        return node.has("mode") ? (Integer.parseInt(node.text("mode"), 8) & 0100) != 0 : node.flag("executable");
    }

    private void setMode(Path path) throws IOException {
        if (node.text("type").equals("symlink") || !(node.has("mode") || node.flag("executable"))) {
            return;
        }
        int mode = Integer.parseInt(node.text("mode", "755"), 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                permissions.add(all[bit]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Makes everything below writable again, so that a temporary directory can go. */
    static void unlock(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.naturalOrder()).toList()) {
                if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    Files.setPosixFilePermissions(path, EnumSet.allOf(PosixFilePermission.class));
                }
            }
        }
    }
}
