package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.TreeHasher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit, from git's objects as they are: no line ends are converted and no filters applied. */
final class CommitFiles implements GitFiles {

    private static final int BUFFER = 256 * 1024;

    /**
     * What makes the files differ from the commit's tree.
     *
     * @param mounts the submodules, where they are not to be empty directories
     * @param ignored the paths to leave out
     * @param lfs the files that stand behind pointers
     */
    record View(Mounts mounts, Set<String> ignored, LfsFiles lfs) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] name, FileMode mode, ObjectId id) {}

    private final LocalRepository local;
    private final ObjectId tree;
    private final String display;
    private final View view;

    CommitFiles(LocalRepository local, ObjectId tree, String display, View view) {
        this.local = local;
        this.tree = tree;
        this.display = display;
        this.view = view;
    }

    @Override
    public Optional<Kind> kind(String path) throws FlakeException {
        Optional<Mounts.Inside> inside = view.mounts().find(path);
        if (inside.isPresent()) {
            return inside.get().files().kind(inside.get().path());
        }
        if (path.isEmpty()) {
            return Optional.of(Kind.DIRECTORY);
        }
        return isIgnored(path) ? Optional.empty() : local.use(repository -> kind(repository, path));
    }

    private Optional<Kind> kind(Repository repository, String path) throws IOException, FlakeException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
            return walk == null ? Optional.empty() : Optional.of(kind(path, walk.getFileMode(0)));
        }
    }

    private Kind kind(String path, FileMode mode) throws FlakeException {
        return switch (mode.getBits() & FileMode.TYPE_MASK) {
            case FileMode.TYPE_FILE -> Kind.REGULAR;
            case FileMode.TYPE_SYMLINK -> Kind.SYMLINK;
            case FileMode.TYPE_TREE, FileMode.TYPE_GITLINK -> Kind.DIRECTORY;
            default -> throw new FlakeException("file '" + show(path) + "' has an unsupported Git file type");
        };
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        Optional<Mounts.Inside> inside = view.mounts().find(path);
        if (inside.isPresent()) {
            return inside.get().files().read(inside.get().path());
        }
        byte[] blob = blob(path, Kind.REGULAR, "a regular file");
        Optional<LfsFiles.Stored> stored = view.lfs().behind(path, blob);
        return stored.isPresent() ? stored.get().read() : blob;
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        Optional<Mounts.Inside> inside = view.mounts().find(path);
        if (inside.isPresent()) {
            return inside.get().files().linkTarget(inside.get().path());
        }
        return new String(blob(path, Kind.SYMLINK, "a symlink"), StandardCharsets.UTF_8);
    }

    private byte[] blob(String path, Kind wanted, String what) throws FlakeException {
        Kind kind = kind(path).orElseThrow(() -> missing(path));
        if (kind != wanted) {
            throw new FlakeException("path '" + show(path) + "' is not " + what);
        }
        return local.use(repository -> GitObjects.blobAt(repository, tree, path))
                .orElseThrow(() -> missing(path));
    }

    private boolean isIgnored(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (view.ignored().contains(path.substring(0, end))) {
                return true;
            }
        }
        return view.ignored().contains(path);
    }

    @Override
    public String show(String path) {
        return path.isEmpty() ? display : display + "/" + path;
    }

    @Override
    public void pushTo(TreeHasher hasher) throws IOException, FlakeException {
        local.use(repository -> {
            try (ObjectReader reader = repository.newObjectReader()) {
                new Push(reader, hasher).directory(tree, "");
                return true;
            }
        });
    }

    /** One pass over the tree. */
    private final class Push {

        private final ObjectReader reader;
        private final TreeHasher hasher;
        private final byte[] buffer = new byte[BUFFER];

        Push(ObjectReader reader, TreeHasher hasher) {
            this.reader = reader;
            this.hasher = hasher;
        }

        void directory(ObjectId id, String prefix) throws IOException, FlakeException {
            hasher.beginDirectory();
            for (Entry entry : entries(id)) {
                String path = prefix + new String(entry.name, StandardCharsets.UTF_8);
                if (!view.ignored().contains(path)) {
                    hasher.entry(entry.name);
                    entry(entry, path);
                }
            }
            hasher.endDirectory();
        }

        private List<Entry> entries(ObjectId id) throws IOException {
            List<Entry> entries = new ArrayList<>();
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, id);
            for (; !parser.eof(); parser.next()) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                entries.add(new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
            entries.sort((a, b) -> Arrays.compareUnsigned(a.name, b.name));
            return entries;
        }

        private void entry(Entry entry, String path) throws IOException, FlakeException {
            switch (entry.mode.getBits() & FileMode.TYPE_MASK) {
                case FileMode.TYPE_TREE -> directory(entry.id, path + "/");
                case FileMode.TYPE_GITLINK -> submodule(path);
                case FileMode.TYPE_SYMLINK ->
                    hasher.symlink(reader.open(entry.id, Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
                case FileMode.TYPE_FILE -> regular(entry, path);
                default -> kind(path, entry.mode);
            }
        }

        private void submodule(String path) throws IOException, FlakeException {
            GitFiles files = view.mounts().at(path);
            if (files == null) {
                hasher.beginDirectory();
                hasher.endDirectory();
            } else {
                files.pushTo(hasher);
            }
        }

        private void regular(Entry entry, String path) throws IOException, FlakeException {
            boolean executable = (entry.mode.getBits() & 0100) != 0;
            ObjectLoader blob = reader.open(entry.id, Constants.OBJ_BLOB);
            if (blob.isLarge()) {
                try (InputStream contents = blob.openStream()) {
                    stream(executable, blob.getSize(), contents);
                }
                return;
            }
            byte[] contents = blob.getCachedBytes();
            Optional<LfsFiles.Stored> stored = view.lfs().behind(path, contents);
            if (stored.isPresent()) {
                try (InputStream real = stored.get().open()) {
                    stream(executable, stored.get().size(), real);
                }
            } else {
                hasher.regular(executable, contents);
            }
        }

        private void stream(boolean executable, long size, InputStream contents) throws IOException {
            hasher.beginRegular(executable, size);
            for (int n = contents.read(buffer); n > 0; n = contents.read(buffer)) {
                hasher.contents(buffer, 0, n);
            }
            hasher.endRegular();
        }
    }
}
