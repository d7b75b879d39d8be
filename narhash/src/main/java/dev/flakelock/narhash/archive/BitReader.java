package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stream as a sequence of bits, the lowest of each byte first, or of whole bytes.
 *
 * <p>Bits are looked at in a register of 64, of which at least the lower {@code count} are valid. Behind the end of the
 * stream there are zeros, so that no reader of bits has to stop short of it; who has read them is told by {@link
 * #isPastEnd}, in time, since no more than a few bytes of them are given out.
 */
final class BitReader {
    /** Eight bytes of an array as a number, the first byte lowest. */
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What has to lie behind a position at which bits are read: two times eight bytes. */
    private static final int AHEAD = 16;

    private static final int KEPT = 8;
    private static final int SIZE = 64 * 1024 + AHEAD;

    private final InputStream in;
    final byte[] buffer = new byte[KEPT + SIZE + 2 * AHEAD];
    /** Of the next byte that is not in {@code bits}. */
    int position;
    /** The end of the bytes of the stream in the buffer. */
    private int limit;

    private boolean ended;
    long bits;
    int count;

    BitReader(InputStream in) {
        this.in = in;
    }

    /** The next byte, -1 at the end of the stream. Only at the boundary of a byte, after {@link #align}. */
    int nextByte() throws IOException {
        while (position >= limit) {
            if (ended) {
                return -1;
            }
            fill();
        }
        return buffer[position++] & 0xff;
    }

    /** Copies up to {@code length} bytes; none only at the end of the stream. Only at the boundary of a byte. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (position >= limit && !ended) {
            fill();
        }
        int copied = Math.max(0, Math.min(length, limit - position));
        System.arraycopy(buffer, position, target, offset, copied);
        position += copied;
        return copied;
    }

    /** The next bits, at most 16, as a number. */
    int take(int length) throws IOException {
        int value = peek(length);
        drop(length);
        return value;
    }

    /** The next bits, at most 16, which stay. */
    int peek(int length) throws IOException {
        if (count < length) {
            refill();
        }
        return (int) bits & ((1 << length) - 1);
    }

    /** Leaves out bits that have been looked at. */
    void drop(int length) {
        bits >>>= length;
        count -= length;
    }

    /** Leaves out the rest of a byte that has been begun, and gives back whole bytes. */
    void align() {
        position -= count >>> 3;
        bits = 0;
        count = 0;
    }

    /** Up to here {@link #position} may have come when 16 bytes from there on are to be read. */
    int lastPosition() {
        return ended ? limit + KEPT : limit - AHEAD;
    }

    /** Whether more bits have been taken than there are in the stream. */
    boolean isPastEnd() {
        return ended && 8L * position - count > 8L * limit;
    }

    /** Reads on, so that {@link #position} is no later than {@link #lastPosition}; false when that is impossible. */
    boolean fill() throws IOException {
        if (!ended && position > lastPosition()) {
            int from = Math.max(0, position - KEPT);
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            position -= from;
            limit -= from;
            readAhead();
        }
        return position <= lastPosition();
    }

    private void readAhead() throws IOException {
        while (!ended && position > lastPosition()) {
            int length = in.read(buffer, limit, KEPT + SIZE - limit);
            if (length < 0) {
                ended = true;
                Arrays.fill(buffer, limit, limit + 2 * AHEAD, (byte) 0);
            } else {
                limit += length;
            }
        }
    }

    private void refill() throws IOException {
        if (fill()) {
            bits |= (long) LONG.get(buffer, position) << count;
            position += (63 - count) >>> 3;
            count |= 56;
        } else {
            throw new FormatException(GzipStream.TRUNCATED);
        }
    }
}
