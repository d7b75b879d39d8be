package dev.flakelock.narhash;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Reads what {@link ListingWriter} writes. Nothing larger than the bytes at hand is made of them. */
final class ListingReader {
    private final byte[] bytes;
    private int position;

    ListingReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next byte. */
    byte octet() throws IOException {
        if (position == bytes.length) {
            throw new EOFException("the tree listing ends early");
        }
        return bytes[position++];
    }

    /** A number of at most {@code most}. */
    int number(int most) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            byte next = octet();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (value < 0 || value > most) {
                    break;
                }
                return value;
            }
        }
        throw new IOException("a tree listing with a number that cannot be");
    }

    /** How many things of at least one byte each come next. */
    int count() throws IOException {
        return number(bytes.length - position);
    }

    /** The bytes that were written as such. */
    byte[] bytes() throws IOException {
        int length = count();
        if (length > bytes.length - position) {
            throw new EOFException("the tree listing ends early");
        }
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }
}
