package dev.flakelock.fetcher.git.clean;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A file or link that git tracks.
 *
 * @param path where it is, ASCII
 * @param mode its type and permissions as git has them, the lower 16 bits of {@code st_mode}
 * @param size its size modulo 2^32
 * @param changed {@code st_ctime}
 * @param modified {@code st_mtime}
 */
record IndexEntry(String path, int mode, int size, Instant changed, Instant modified) {

    static final int FILE = 0100644;
    static final int EXECUTABLE = 0100755;
    static final int LINK = 0120000;

    byte[] rawPath() {
        return path.getBytes(StandardCharsets.US_ASCII);
    }
}
