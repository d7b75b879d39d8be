package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream whose first bytes can be looked at before they are read. */
final class PeekStream extends InputStream {
    private final InputStream in;
    private final byte[] head;
    private final int filled;
    private int position;

    /** Reads up to {@code length} bytes ahead, fewer only at the end of the stream. */
    PeekStream(InputStream in, int length) throws IOException {
        this.in = in;
        this.head = new byte[length];
        this.filled = in.readNBytes(head, 0, length);
    }

    /** The bytes read ahead. */
    byte[] head() {
        return Arrays.copyOf(head, filled);
    }

    @Override
    public int read() throws IOException {
        return position < filled ? head[position++] & 0xff : in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (position == filled) {
            return in.read(bytes, offset, length);
        }
        int count = Math.min(length, filled - position);
        System.arraycopy(head, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
