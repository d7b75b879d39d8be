package dev.flakelock.narhash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hashes one plain file as the NAR of a regular file that is not executable: inputs of type {@code file}. */
public final class FileHasher {
    private static final int IN_MEMORY = 8 << 20;
    private static final int BUFFER = 64 * 1024;

    private FileHasher() {}

    /** Hashes a body of known size; the stream is read to its end and not closed. */
    public static NarHash hash(InputStream body, long size) throws IOException {
        NarHasher hasher = new NarHasher();
        NarWriter nar = hasher.nar();
        nar.beginRegular(false, size);
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            nar.contents(buffer, 0, n);
        }
        nar.endRegular();
        return hasher.finish();
    }

    /**
     * Hashes a body of unknown size. A NAR names the size before the bytes, so a body of more than 8 MiB waits in a
     * temporary file.
     */
    public static NarHash hash(InputStream body) throws IOException {
        byte[] head = body.readNBytes(IN_MEMORY);
        if (head.length < IN_MEMORY) {
            NarHasher hasher = new NarHasher();
            hasher.nar().regular(false, head);
            return hasher.finish();
        }
        Path spool = Files.createTempFile("flakelock-", ".body");
        try {
            try (OutputStream out = Files.newOutputStream(spool)) {
                out.write(head);
                body.transferTo(out);
            }
            return hash(spool);
        } finally {
            Files.delete(spool);
        }
    }

    /** Hashes the contents of a file; its execute bit does not matter, a symlink is followed. */
    public static NarHash hash(Path file) throws IOException {
        try (InputStream body = Files.newInputStream(file)) {
            return hash(body, Files.size(file));
        }
    }
}
