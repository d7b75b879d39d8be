package dev.flakelock.core.disk;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says that a file is not what it was when it was read: somebody else has written, made or deleted it, or is about to. */
public final class ChangedFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    ChangedFileException(Path file) {
        super(file.toString(), null, "changed by another program");
    }
}
