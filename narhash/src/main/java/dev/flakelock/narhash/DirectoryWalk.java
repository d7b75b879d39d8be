package dev.flakelock.narhash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One walk over a directory tree in NAR order. */
final class DirectoryWalk {
    private static final String CASE_HACK_SUFFIX = "~nix~case~hack~";
    private static final int BUFFER = 256 * 1024;

    private static final class Entry {
        final byte[] name;
        final Path path;

        Entry(byte[] name, Path path) {
            this.name = name;
            this.path = path;
        }
    }

    private final TreeHasher tree;
    private final @Nullable TreeFilter filter;
    private final boolean caseHack;
    private final EntryPath at = new EntryPath();
    /** Directories entered but not yet pushed: with a filter they exist only once something in them does. */
    private final List<byte[]> waiting = new ArrayList<>();

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private boolean posix;

    DirectoryWalk(TreeHasher tree, @Nullable TreeFilter filter, boolean caseHack) {
        this.tree = tree;
        this.filter = filter;
        this.caseHack = caseHack;
    }

    void walk(Path root) throws IOException {
        posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        BasicFileAttributes attributes;
        try {
            attributes = attributes(root);
        } catch (NoSuchFileException missing) {
            MissingPathException error = new MissingPathException(root.toString());
            error.initCause(missing);
            throw error;
        }
        if (attributes.isDirectory()) {
            tree.mtime(seconds(attributes));
            tree.beginDirectory();
            children(root);
            tree.endDirectory();
        } else {
            leaf(root, attributes);
        }
    }

    private void children(Path directory) throws IOException {
        for (Entry entry : entries(directory)) {
            at.push(entry.name);
            BasicFileAttributes attributes = attributes(entry.path);
            if (attributes.isDirectory()) {
                directory(entry, attributes);
            } else if (filter == null || filter.includes(at)) {
                announceWaiting();
                tree.entry(entry.name);
                leaf(entry.path, attributes);
            }
            at.pop();
        }
    }

    private void directory(Entry entry, BasicFileAttributes attributes) throws IOException {
        if (filter != null && !filter.enters(at)) {
            return;
        }
        waiting.add(entry.name);
        if (filter == null) {
            announceWaiting();
        }
        tree.mtime(seconds(attributes));
        children(entry.path);
        if (waiting.isEmpty()) {
            tree.endDirectory();
        } else {
            waiting.remove(waiting.size() - 1);
        }
    }

    private void announceWaiting() throws IOException {
        for (byte[] name : waiting) {
            tree.entry(name);
            tree.beginDirectory();
        }
        waiting.clear();
    }

    private void leaf(Path path, BasicFileAttributes attributes) throws IOException {
        tree.mtime(seconds(attributes));
        if (attributes.isSymbolicLink()) {
            tree.symlink(RawNames.target(Files.readSymbolicLink(path)));
        } else if (attributes.isRegularFile()) {
            regular(path, attributes);
        } else {
            throw new NarException("file '" + path + "' has an unsupported type");
        }
    }

    private void regular(Path path, BasicFileAttributes attributes) throws IOException {
        boolean executable = attributes instanceof PosixFileAttributes owner
                && owner.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        try (SeekableByteChannel file =
                Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            tree.beginRegular(executable, attributes.size());
            while (file.read(buffer.clear()) > 0) {
                tree.contents(buffer.array(), 0, buffer.position());
            }
            tree.endRegular();
        }
    }

    private List<Entry> entries(Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                entries.add(new Entry(narName(path), path));
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        entries.sort((a, b) -> Arrays.compareUnsigned(a.name, b.name));
        if (caseHack) {
            checkCollisions(entries);
        }
        return entries;
    }

    private byte[] narName(Path path) {
        byte[] name = RawNames.name(path);
        if (caseHack) {
            // Latin-1 maps bytes to characters one to one, so the index is that of the bytes.
            int cut = new String(name, StandardCharsets.ISO_8859_1).indexOf(CASE_HACK_SUFFIX);
            return cut < 0 ? name : Arrays.copyOf(name, cut);
        }
        return name;
    }

    private static void checkCollisions(List<Entry> entries) throws NarException {
        for (int i = 1; i < entries.size(); i++) {
            Entry previous = entries.get(i - 1);
            Entry entry = entries.get(i);
            if (Arrays.equals(previous.name, entry.name)) {
                throw new NarException("file name collision between '" + previous.path + "' and '" + entry.path + "'");
            }
        }
    }

    private BasicFileAttributes attributes(Path path) throws IOException {
        Class<? extends BasicFileAttributes> kind = posix ? PosixFileAttributes.class : BasicFileAttributes.class;
        return Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
    }

    private static long seconds(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.SECONDS);
    }
}
