package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** What the file system says of a file, links not followed. */
final class DiskFile {

    private DiskFile() {}

    static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static BasicFileAttributes attributes(Path path, boolean hasModes) throws IOException {
        Class<? extends BasicFileAttributes> kind = hasModes ? PosixFileAttributes.class : BasicFileAttributes.class;
        return Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the owner may execute it, the only mode that git and NARs know. */
    static boolean isExecutable(BasicFileAttributes attributes) {
        return attributes instanceof PosixFileAttributes file
                && file.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
