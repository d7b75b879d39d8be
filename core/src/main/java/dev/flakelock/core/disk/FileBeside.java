package dev.flakelock.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A temporary file in the directory of another one, whose place it is going to take. Closing it deletes what is left. */
final class FileBeside implements AutoCloseable {

    private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path path;
    private final Path target;

    private FileBeside(Path path, Path target) {
        this.path = path;
        this.target = target;
    }

    /**
     * Writes contents beside a file.
     *
     * @param target the absolute path of the file, which need not exist
     */
    static FileBeside of(Path target, byte[] contents) throws IOException {
        Path path = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".tmp");
        FileBeside beside = new FileBeside(path, target);
        try {
            beside.write(contents);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                beside.makeAlike();
            }
            return beside;
        } catch (IOException e) {
            beside.close();
            throw e;
        }
    }

    /** Up to the disk, so that a rename never makes a file appear whose contents a loss of power takes back. */
    private void write(byte[] contents) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(contents);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private void makeAlike() throws IOException {
        if (!Files.exists(target)) {
            Files.setPosixFilePermissions(path, NEW_FILE);
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            view.setOwner(wanted.owner());
            view.setGroup(wanted.group());
        } catch (IOException e) {
            // Only root may give files away; for everybody else the file becomes theirs.
        }
        view.setPermissions(wanted.permissions());
    }

    /** Takes the place of the other file, or that where it would be. */
    void moveThere() throws IOException {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Takes the place of the other file only where none is. A rename would replace one; a second name does not, where the
     * file system has such.
     *
     * @throws ChangedFileException if there is one
     */
    void moveWhereNothingIs() throws IOException {
        try {
            Files.createLink(target, path);
        } catch (FileAlreadyExistsException e) {
            throw new ChangedFileException(target);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new ChangedFileException(target);
            }
            moveThere();
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
