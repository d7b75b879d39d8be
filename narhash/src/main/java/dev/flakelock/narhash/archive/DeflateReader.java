package dev.flakelock.narhash.archive;

import java.io.IOException;

/**
 * Inflates (RFC 1951): the blocks of one stream after the other, in pieces of 64 KiB. Of a piece that is damaged or
 * incomplete nothing is given out, as libarchive does it.
 *
 * <p>Accepts what zlib accepts, and is quicker than calling it from Java. The one large method, {@link #decode}, is large
 * on purpose: on a young JVM, with the C1 compiler alone, all that it needs has to be in local variables.
 */
final class DeflateReader extends Blocks {
    private static final int HISTORY = 32 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int WINDOW = HISTORY + 4 * PIECE;
    /** How far decoding goes beyond what it was to fill: two literals, the longest match, and 16 bytes of copying. */
    private static final int BEYOND = 2 + 258 + 16;

    private static final int OTHER = PrefixCode.OTHER;
    private static final int LINK = PrefixCode.LINK;

    /** What comes next. */
    private enum State {
        BLOCK,
        STORED,
        SYMBOLS,
        END
    }

    private final BitReader in;
    private final DeflateCodes codes;
    private State state = State.BLOCK;
    private boolean lastBlock;
    /** Bytes that are left of a stored block. */
    private int stored;
    /** Where the window ends; some bytes of the next piece may be there already. */
    private int end;

    DeflateReader(BitReader in) {
        this.in = in;
        this.codes = new DeflateCodes(in);
        this.bytes = new byte[WINDOW + BEYOND];
    }

    /** Begins another stream, which knows nothing of what was before. */
    void begin() {
        state = State.BLOCK;
        position = 0;
        limit = 0;
        end = 0;
    }

    /** The next piece; false at the end of the stream, where the input stands behind its last byte. */
    @Override
    boolean more() throws IOException {
        if (limit > WINDOW - PIECE) {
            System.arraycopy(bytes, limit - HISTORY, bytes, 0, end - limit + HISTORY);
            end -= limit - HISTORY;
            limit = HISTORY;
        }
        position = limit;
        int full = limit + PIECE;
        while (end < full && state != State.END) {
            step(full);
        }
        if (in.isPastEnd()) {
            throw truncated();
        }
        limit = Math.min(end, full);
        return position < limit;
    }

    private void step(int full) throws IOException {
        switch (state) {
            case BLOCK -> block();
            case STORED -> copyStored(full);
            case SYMBOLS -> symbols(full);
            case END -> {}
        }
    }

    private void block() throws IOException {
        lastBlock = in.take(1) == 1;
        switch (in.take(2)) {
            case 0 -> {
                stored = codes.storedLength();
                state = State.STORED;
            }
            case 1 -> {
                codes.useFixed();
                state = State.SYMBOLS;
            }
            case 2 -> {
                codes.read();
                state = State.SYMBOLS;
            }
            default -> throw damaged(in);
        }
    }

    private void endBlock() {
        state = lastBlock ? State.END : State.BLOCK;
        if (lastBlock) {
            in.align();
        }
    }

    private void copyStored(int full) throws IOException {
        if (stored == 0) {
            endBlock();
            return;
        }
        int count = in.read(bytes, end, Math.min(stored, full - end));
        if (count == 0) {
            throw truncated();
        }
        end += count;
        stored -= count;
    }

    private void symbols(int full) throws IOException {
        if (!in.fill()) {
            throw truncated();
        }
        if (decode(full)) {
            endBlock();
        }
    }

    /**
     * Decodes symbols until the piece is full, the input has to be read on, or the block ends. Returns whether it ended.
     *
     * <p>In each round the register of bits is filled twice: before up to three code words of literals or one of a length
     * (15 bits and 5 of a number) behind two of literals, for each of these at most 10 bits, and before a distance (15 and 13).
     */
    private boolean decode(int full) throws IOException {
        byte[] buffer = in.buffer;
        byte[] window = bytes;
        int[] lengths = codes.lengths().table;
        int[] distances = codes.distances().table;
        int lengthMask = (1 << codes.lengths().rootBits) - 1;
        int distanceMask = (1 << codes.distances().rootBits) - 1;
        int last = in.lastPosition();
        int from = in.position;
        long bits = in.bits;
        int count = in.count;
        int to = end;
        int other = 0;
        while (to < full && from <= last) {
            bits |= (long) BitReader.LONG.get(buffer, from) << count;
            from += (63 - count) >>> 3;
            count |= 56;
            int entry = lengths[(int) bits & lengthMask];
            if (entry < 0) {
                window[to++] = (byte) (entry >> 16);
                bits >>>= entry;
                count -= entry & 63;
                entry = lengths[(int) bits & lengthMask];
                if (entry < 0) {
                    window[to++] = (byte) (entry >> 16);
                    bits >>>= entry;
                    count -= entry & 63;
                    entry = lengths[(int) bits & lengthMask];
                }
            }
            if ((entry & LINK) != 0) {
                bits >>>= entry;
                count -= entry & 63;
                entry = lengths[(entry >>> 16) + ((int) bits & ((1 << (entry >> 8)) - 1))];
            }
            long number = bits;
            bits >>>= entry;
            count -= entry & 63;
            if (entry < 0) {
                window[to++] = (byte) (entry >> 16);
                continue;
            }
            if ((entry & OTHER) != 0) {
                other = entry;
                break;
            }
            int length = value(entry, number);
            if (count < 28) {
                bits |= (long) BitReader.LONG.get(buffer, from) << count;
                from += (63 - count) >>> 3;
                count |= 56;
            }
            entry = distances[(int) bits & distanceMask];
            if ((entry & LINK) != 0) {
                bits >>>= entry;
                count -= entry & 63;
                entry = distances[(entry >>> 16) + ((int) bits & ((1 << (entry >> 8)) - 1))];
            }
            number = bits;
            bits >>>= entry;
            count -= entry & 63;
            int source = to - value(entry, number);
            if ((entry & OTHER) != 0 || source < 0) {
                other = PrefixCode.INVALID;
                break;
            }
            int end = to + length;
            if (to - source < 8) {
                repeat(window, source, to, length);
            } else {
                do {
                    copy8(window, source, to);
                    copy8(window, source + 8, to + 8);
                    to += 16;
                    source += 16;
                } while (to < end);
            }
            to = end;
        }
        in.position = from;
        in.bits = bits;
        in.count = count;
        this.end = to;
        if ((other & PrefixCode.INVALID) == PrefixCode.INVALID) {
            throw damaged(in);
        }
        return other != 0;
    }

    /** The meaning of an entry with the number behind the code word. */
    private static int value(int entry, long number) {
        return (entry >>> 16) + (int) ((number & ~(-1L << entry)) >>> (entry >> 8));
    }

    private static void copy8(byte[] window, int source, int to) {
        BitReader.LONG.set(window, to, (long) BitReader.LONG.get(window, source));
    }

    /** Copies what is made while it is copied: first byte by byte, until what is repeated is eight bytes long. */
    private static void repeat(byte[] window, int source, int to, int length) {
        int period = to - source;
        int single = Math.min(length, 8);
        for (int i = 0; i < single; i++) {
            window[to + i] = window[source + i];
        }
        if (length > single) {
            int back = (7 + period) / period * period;
            for (int i = single; i < length; i += 8) {
                copy8(window, to + i - back, to + i);
            }
        }
    }

    private static FormatException truncated() {
        return new FormatException(GzipStream.TRUNCATED);
    }

    /** The error for bits that mean nothing: should they not be there at all, it is another one. */
    static FormatException damaged(BitReader in) {
        return in.isPastEnd() ? truncated() : new FormatException(GzipStream.DAMAGED);
    }
}
