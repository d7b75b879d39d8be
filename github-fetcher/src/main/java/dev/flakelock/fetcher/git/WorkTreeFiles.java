package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.RawNames;
import dev.flakelock.narhash.TreeHasher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;

/** The tracked files of a work tree as they are on disk. */
final class WorkTreeFiles implements GitFiles {

    private static final int BUFFER = 256 * 1024;

    private final Path root;
    private final WorkTreeNode.Directory tree;
    private final Mounts mounts;
    private final boolean posix;

    WorkTreeFiles(Path root, WorkTreeNode.Directory tree, Mounts mounts) {
        this.root = root;
        this.tree = tree;
        this.mounts = mounts;
        this.posix = DiskFile.hasModes(root);
    }

    @Override
    public Optional<Kind> kind(String path) throws FlakeException {
        Optional<Mounts.Inside> inside = mounts.find(path);
        if (inside.isPresent()) {
            return inside.get().files().kind(inside.get().path());
        }
        WorkTreeNode node = tree.find(path);
        if (node instanceof WorkTreeNode.Leaf) {
            return Optional.of(Files.isSymbolicLink(onDisk(path)) ? Kind.SYMLINK : Kind.REGULAR);
        }
        return node instanceof WorkTreeNode.Directory ? Optional.of(Kind.DIRECTORY) : Optional.empty();
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        Optional<Mounts.Inside> inside = mounts.find(path);
        if (inside.isPresent()) {
            return inside.get().files().read(inside.get().path());
        }
        requireKind(path, Kind.REGULAR, "a regular file");
        try {
            return Files.readAllBytes(onDisk(path));
        } catch (IOException e) {
            throw GitErrors.reading(root, e);
        }
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        Optional<Mounts.Inside> inside = mounts.find(path);
        if (inside.isPresent()) {
            return inside.get().files().linkTarget(inside.get().path());
        }
        requireKind(path, Kind.SYMLINK, "a symlink");
        try {
            return new String(RawNames.target(Files.readSymbolicLink(onDisk(path))), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw GitErrors.reading(root, e);
        }
    }

    private void requireKind(String path, Kind wanted, String what) throws FlakeException {
        Kind kind = kind(path).orElseThrow(() -> missing(path));
        if (kind != wanted) {
            throw new FlakeException("path '" + show(path) + "' is not " + what);
        }
    }

    @Override
    public String show(String path) {
        return path.isEmpty() ? root.toString() : root + "/" + path;
    }

    @Override
    public FlakeException missing(String path) {
        Optional<Mounts.Inside> inside = mounts.find(path);
        if (inside.isPresent()) {
            return inside.get().files().missing(inside.get().path());
        }
        if (Files.exists(onDisk(path), LinkOption.NOFOLLOW_LINKS)) {
            return new FlakeException("Path '" + path + "' in the repository \"" + root
                    + "\" is not tracked by Git.\n\nTo make it visible to Nix, run:\n\ngit -C \"" + root
                    + "\" add \"" + path + "\"");
        }
        return new FlakeException("Path '" + path + "' does not exist in Git repository \"" + root + "\".");
    }

    private Path onDisk(String path) {
        return RawPaths.resolve(root, path.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void pushTo(TreeHasher hasher) throws IOException, FlakeException {
        new Push(hasher).directory(tree, root);
    }

    /** One pass over the tree. */
    private final class Push {

        private final TreeHasher hasher;
        private final byte[] buffer = new byte[BUFFER];

        Push(TreeHasher hasher) {
            this.hasher = hasher;
        }

        void directory(WorkTreeNode.Directory directory, Path path) throws IOException, FlakeException {
            hasher.beginDirectory();
            for (Map.Entry<byte[], WorkTreeNode> child : directory.visible()) {
                hasher.entry(child.getKey());
                if (child.getValue() instanceof WorkTreeNode.Mounted submodule) {
                    submodule.files().pushTo(hasher);
                } else if (child.getValue() instanceof WorkTreeNode.Directory below) {
                    directory(below, RawPaths.resolve(path, child.getKey()));
                } else {
                    leaf(RawPaths.resolve(path, child.getKey()));
                }
            }
            hasher.endDirectory();
        }

        private void leaf(Path path) throws IOException {
            BasicFileAttributes attributes = DiskFile.attributes(path, posix);
            if (attributes.isSymbolicLink()) {
                hasher.symlink(RawNames.target(Files.readSymbolicLink(path)));
            } else if (attributes.isRegularFile()) {
                regular(path, attributes);
            } else {
                throw new NarException("file '" + path + "' has an unsupported type");
            }
        }

        private void regular(Path path, BasicFileAttributes attributes) throws IOException {
            try (InputStream file = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                hasher.beginRegular(DiskFile.isExecutable(attributes), attributes.size());
                for (int n = file.read(buffer); n > 0; n = file.read(buffer)) {
                    hasher.contents(buffer, 0, n);
                }
                hasher.endRegular();
            }
        }
    }
}
