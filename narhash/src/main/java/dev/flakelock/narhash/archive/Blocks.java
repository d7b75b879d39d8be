package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * The decompressed bytes of an archive as a sequence of blocks. The reader consumes {@code bytes[position, limit)} in
 * place and then asks for {@link #more}; the array may change or be used again from then on.
 */
abstract class Blocks {
    byte[] bytes = new byte[0];
    int position;
    int limit;

    /** Makes the next block the current one; false at the end. Only to be called when the current one is used up. */
    abstract boolean more() throws IOException;

    /** Takes up to {@code length} bytes of the current block. */
    final int take(byte[] target, int offset, int length) {
        int count = Math.min(length, limit - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /** Copies up to {@code length} bytes out; fewer only at the end. */
    final int copy(byte[] target, int length) throws IOException {
        int copied = 0;
        while (copied < length && (position < limit || more())) {
            copied += take(target, copied, length - copied);
        }
        return copied;
    }

    /** Skips up to {@code length} bytes; returns how many there were, fewer only at the end. */
    final long skip(long length) throws IOException {
        long skipped = 0;
        while (skipped < length && (position < limit || more())) {
            int count = (int) Math.min(length - skipped, limit - position);
            position += count;
            skipped += count;
        }
        return skipped;
    }

    /** Blocks read from a stream as they are asked for. */
    static Blocks of(InputStream in, int size) {
        byte[] buffer = new byte[size];
        return new Blocks() {
            @Override
            boolean more() throws IOException {
                bytes = buffer;
                position = 0;
                limit = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
                return limit > 0;
            }
        };
    }
}
