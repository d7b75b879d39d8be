package dev.flakelock.narhash;

import java.io.IOException;

/** Where bytes go: a digest, a file, a stream. Takes the bytes before it returns, so the array may be used again. */
@FunctionalInterface
public interface ByteSink {
    /** Takes {@code length} bytes from {@code offset} on. */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
