package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * Inflates gzip (RFC 1952): any number of members one after the other, each with its CRC and length checked. What
 * follows the last member and is no member is ignored, as gzip and libarchive do.
 */
final class GzipStream extends InputStream {
    static final String TRUNCATED = "truncated gzip input";
    static final String DAMAGED = "gzip decompression failed";

    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final BitReader input;
    private final DeflateReader plain;
    private final CRC32 crc = new CRC32();
    private long length;
    private boolean done;

    GzipStream(InputStream in) throws IOException {
        this.in = in;
        this.input = new BitReader(in);
        this.plain = new DeflateReader(input);
        if (!readHeader()) {
            throw new FormatException(TRUNCATED);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        while (plain.position == plain.limit) {
            if (done) {
                return -1;
            }
            if (plain.more()) {
                crc.update(plain.bytes, plain.position, plain.limit - plain.position);
                length += plain.limit - plain.position;
            } else {
                endMember();
            }
        }
        return plain.take(bytes, offset, wanted);
    }

    @Override
    public void close() throws IOException {
        done = true;
        in.close();
    }

    private void endMember() throws IOException {
        long expectedCrc = littleEndian();
        long expectedLength = littleEndian();
        if (expectedCrc != crc.getValue() || expectedLength != (length & 0xffffffffL)) {
            throw new FormatException(DAMAGED + ": the checksum does not match");
        }
        if (readHeader()) {
            plain.begin();
            crc.reset();
            length = 0;
        } else {
            done = true;
        }
    }

    /** Reads a member's header; false when there is no further member. */
    private boolean readHeader() throws IOException {
        if (input.nextByte() != 0x1f || input.nextByte() != 0x8b || input.nextByte() != 8) {
            return false;
        }
        int flags = required();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            int low = required();
            skip(low | (required() << 8));
        }
        skipText(flags & FLAG_NAME);
        skipText(flags & FLAG_COMMENT);
        skip((flags & FLAG_CRC) != 0 ? 2 : 0);
        return true;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            required();
        }
    }

    private void skipText(int present) throws IOException {
        if (present != 0) {
            while (required() != 0) {
                // up to the terminator
            }
        }
    }

    private long littleEndian() throws IOException {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (long) required() << (8 * i);
        }
        return value;
    }

    private int required() throws IOException {
        int b = input.nextByte();
        if (b < 0) {
            throw new FormatException(TRUNCATED);
        }
        return b;
    }
}
