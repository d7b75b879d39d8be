package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952): any number of members one after the other, each with its CRC and length checked. What
 * follows the last member and is no member is ignored, as gzip and libarchive do.
 */
final class GzipStream extends InputStream {
    private static final String TRUNCATED = "truncated gzip input";
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean done;

    GzipStream(InputStream in) throws IOException {
        this.in = in;
        if (!readHeader()) {
            throw new FormatException(TRUNCATED);
        }
        inflater.setInput(buffer, position, limit - position);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!done) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                crc.update(bytes, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new FormatException("gzip decompression failed");
            } else if (inflater.needsInput()) {
                if (!fill()) {
                    throw new FormatException(TRUNCATED);
                }
                inflater.setInput(buffer, position, limit - position);
            }
        }
        return -1;
    }

    /** Frees the native inflater. */
    @Override
    public void close() throws IOException {
        inflater.end();
        done = true;
        in.close();
    }

    private int inflate(byte[] bytes, int offset, int length) throws FormatException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw new FormatException("gzip decompression failed", e);
        }
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        long expectedCrc = littleEndian();
        long expectedLength = littleEndian();
        if (expectedCrc != crc.getValue() || expectedLength != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new FormatException("gzip decompression failed: the checksum does not match");
        }
        if (readHeader()) {
            inflater.reset();
            crc.reset();
            inflater.setInput(buffer, position, limit - position);
        } else {
            done = true;
            inflater.end();
        }
    }

    /** Reads a member's header; false when there is no further member. */
    private boolean readHeader() throws IOException {
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
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
        int b = next();
        if (b < 0) {
            throw new FormatException(TRUNCATED);
        }
        return b;
    }

    private int next() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
