package dev.flakelock.fetcher.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories for what may come from private repositories, so that nobody else may look. */
public final class PrivateDirectory {

    private PrivateDirectory() {}

    /** Makes a directory, and those above it that are missing, for the user alone; one that is there stays as it is. */
    public static Path create(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        return Files.createDirectories(directory, attributes);
    }
}
