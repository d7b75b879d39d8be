package dev.flakelock.narhash.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The raw body. Remembers its own failure, so that a network error is told apart from what a decoder makes of it, and
 * does not close the stream below when a decoder is done.
 */
final class BodyStream extends FilterInputStream {
    private @Nullable IOException failure;

    BodyStream(InputStream body) {
        super(body);
    }

    void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() {
        // The stream below belongs to the caller.
    }
}
