package dev.flakelock.narhash;

import java.util.Arrays;

/** Numbers and bytes as {@link ListingReader} reads them: numbers in groups of seven bits, the lowest first. */
final class ListingWriter {
    private static final int LONGEST_NUMBER = 5;

    private byte[] buffer = new byte[4096];
    private int length;

    /** One byte. */
    void octet(int value) {
        room(1);
        buffer[length++] = (byte) value;
    }

    /** A number that is not negative. */
    void number(int value) {
        room(LONGEST_NUMBER);
        int rest = value;
        while (rest > 0x7f) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    /** How many bytes there are, and the bytes. */
    void bytes(byte[] bytes) {
        number(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    /** Everything written. */
    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    private void room(int count) {
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
        }
    }
}
