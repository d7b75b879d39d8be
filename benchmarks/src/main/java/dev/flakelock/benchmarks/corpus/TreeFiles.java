package dev.flakelock.benchmarks.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Writes a tree into a directory of the file system. Needs POSIX permissions. */
public final class TreeFiles {

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private TreeFiles() {}

    /** Writes the tree; the directory is made. */
    public static void write(Node.Directory tree, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, Node> child : tree.children().entrySet()) {
            write(child.getValue(), directory.resolve(Node.name(child.getKey())));
        }
    }

    private static void write(Node node, Path path) throws IOException {
        if (node instanceof Node.Directory directory) {
            write(directory, path);
        } else if (node instanceof Node.File file) {
            Files.write(path, file.contents().bytes());
            if (file.executable()) {
                Files.setPosixFilePermissions(path, EXECUTABLE);
            }
        } else if (node instanceof Node.Link link) {
            Files.createSymbolicLink(path, Path.of(link.target()));
        }
    }
}
