package dev.flakelock.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An existing file that no other process may hold at the same time. Who replaces it without holding it is not kept from
 * that, but {@linkplain #requireUnchanged noticed}.
 */
final class HeldFile implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file to be written, and holds it.
     *
     * @throws ChangedFileException if it is not there, or if somebody else holds it, and so is about to change it
     * @throws IOException if it may not be written
     */
    static HeldFile open(Path file) throws IOException {
        List<@Nullable Object> identity = identity(file);
        FileChannel channel = channel(file);
        HeldFile held = new HeldFile(file, channel);
        try {
            held.hold();
            if (!identity.equals(identity(file))) {
                throw new ChangedFileException(file);
            }
            return held;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new ChangedFileException(file);
        }
    }

    private void hold() throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new ChangedFileException(file);
        } catch (IOException e) {
            // A file system without locks. The comparison remains.
            return;
        }
        if (lock == null) {
            throw new ChangedFileException(file);
        }
    }

    /** Which file has this name. A file system gives the number of a deleted file to a new one, but not its times. */
    private static List<@Nullable Object> identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            Object changed = unix ? Files.getAttribute(file, "unix:ctime") : attributes.lastModifiedTime();
            return Arrays.asList(attributes.fileKey(), changed);
        } catch (NoSuchFileException e) {
            throw new ChangedFileException(file);
        }
    }

    /** Makes sure that the change was made from the contents that are there now. */
    void requireUnchanged(FileChange change) throws IOException {
        // Through the channel: closing any other one would end the lock.
        if (!change.startsWith(contents())) {
            throw new ChangedFileException(file);
        }
    }

    /** Writes over what is there; if that fails, what was there is there again, as far as that is possible. */
    void overwrite(byte[] contents) throws IOException {
        byte[] before = contents();
        try {
            put(contents);
        } catch (IOException e) {
            put(before);
            throw e;
        }
    }

    private byte[] contents() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int read;
        do {
            read = channel.read(buffer, buffer.position());
        } while (read > 0);
        return buffer.array();
    }

    private void put(byte[] contents) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(contents);
        while (buffer.hasRemaining()) {
            channel.write(buffer, buffer.position());
        }
        channel.truncate(contents.length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
