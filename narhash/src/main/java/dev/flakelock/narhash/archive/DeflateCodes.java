package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.util.Arrays;

/** What stands at the beginning of a block of deflate (RFC 1951, 3.2.4 to 3.2.7): above all its two prefix codes. */
final class DeflateCodes {
    private static final int MAX_LENGTHS = 286;
    private static final int MAX_DISTANCES = 30;
    private static final int END_OF_BLOCK = 256;
    private static final byte[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** Of literals and lengths; 1334 entries are the most that 286 symbols can need. */
    private final PrefixCode lengths = new PrefixCode(lengthSymbols(), 10, 1334);

    private final PrefixCode distances = new PrefixCode(distanceSymbols(), 8, 402);
    private final PrefixCode lengthsOfCodes = new PrefixCode(plainSymbols(), 7, 128);
    private final byte[] codeLengths = new byte[MAX_LENGTHS + MAX_DISTANCES + 4];
    private final BitReader in;

    DeflateCodes(BitReader in) {
        this.in = in;
    }

    PrefixCode lengths() {
        return lengths;
    }

    PrefixCode distances() {
        return distances;
    }

    /** The length of a stored block, before the first byte of which the input then stands. */
    int storedLength() throws IOException {
        in.align();
        int length = in.take(16);
        if (in.take(16) != (length ^ 0xffff)) {
            throw DeflateReader.damaged(in);
        }
        in.align();
        return length;
    }

    /** The codes that need not be sent. */
    void useFixed() throws IOException {
        Arrays.fill(codeLengths, 0, 144, (byte) 8);
        Arrays.fill(codeLengths, 144, 256, (byte) 9);
        Arrays.fill(codeLengths, 256, 280, (byte) 7);
        Arrays.fill(codeLengths, 280, 288, (byte) 8);
        Arrays.fill(codeLengths, 288, 320, (byte) 5);
        define(288, 320);
    }

    /** The codes sent at the beginning of a block. */
    void read() throws IOException {
        int lengthCount = in.take(5) + 257;
        int distanceCount = in.take(5) + 1;
        int orderCount = in.take(4) + 4;
        require(lengthCount <= MAX_LENGTHS && distanceCount <= MAX_DISTANCES);
        readLengthsOfCodes(orderCount);
        readCodeLengths(lengthCount + distanceCount);
        require(codeLengths[END_OF_BLOCK] > 0);
        define(lengthCount, lengthCount + distanceCount);
    }

    private void readLengthsOfCodes(int orderCount) throws IOException {
        byte[] bits = new byte[ORDER.length];
        for (int i = 0; i < orderCount; i++) {
            bits[ORDER[i]] = (byte) in.take(3);
        }
        boolean isCode = lengthsOfCodes.define(bits, 0, bits.length);
        require(isCode && (lengthsOfCodes.isComplete() || lengthsOfCodes.isEmpty()));
    }

    private void readCodeLengths(int total) throws IOException {
        if (lengthsOfCodes.isEmpty()) {
            skipCodeLengths(total);
            return;
        }
        int filled = 0;
        while (filled < total) {
            int entry = lengthsOfCodes.table[in.peek(lengthsOfCodes.rootBits)];
            in.drop(entry & 63);
            int symbol = entry >>> 16;
            byte repeated = 0;
            int times = 1;
            switch (symbol) {
                case 16 -> {
                    times = 3 + in.take(2);
                    require(filled > 0);
                    repeated = codeLengths[filled - 1];
                }
                case 17 -> times = 3 + in.take(3);
                case 18 -> times = 11 + in.take(7);
                default -> repeated = (byte) symbol;
            }
            require(times <= total - filled);
            Arrays.fill(codeLengths, filled, filled + times, repeated);
            filled += times;
        }
    }

    /** Where nothing says how to read the lengths, zlib takes each bit for a length of 0; the block will be refused. */
    private void skipCodeLengths(int total) throws IOException {
        for (int i = 0; i < total; i++) {
            in.take(1);
        }
        Arrays.fill(codeLengths, 0, total, (byte) 0);
    }

    private void define(int lengthCount, int total) throws IOException {
        require(lengths.define(codeLengths, 0, lengthCount));
        require(distances.define(codeLengths, lengthCount, total));
    }

    private void require(boolean legal) throws FormatException {
        if (!legal) {
            throw DeflateReader.damaged(in);
        }
    }

    private static int[] lengthSymbols() {
        int[] symbols = new int[288];
        for (int literal = 0; literal < END_OF_BLOCK; literal++) {
            symbols[literal] = PrefixCode.LITERAL | literal << 16;
        }
        symbols[END_OF_BLOCK] = PrefixCode.OTHER;
        int length = 3;
        for (int i = 0; i < 28; i++) {
            int extra = i < 8 ? 0 : (i >> 2) - 1;
            symbols[END_OF_BLOCK + 1 + i] = length << 16 | extra;
            length += 1 << extra;
        }
        symbols[285] = 258 << 16;
        symbols[286] = PrefixCode.INVALID;
        symbols[287] = PrefixCode.INVALID;
        return symbols;
    }

    private static int[] distanceSymbols() {
        int[] symbols = new int[32];
        int distance = 1;
        for (int i = 0; i < MAX_DISTANCES; i++) {
            int extra = i < 2 ? 0 : (i >> 1) - 1;
            symbols[i] = distance << 16 | extra;
            distance += 1 << extra;
        }
        symbols[30] = PrefixCode.INVALID;
        symbols[31] = PrefixCode.INVALID;
        return symbols;
    }

    private static int[] plainSymbols() {
        int[] symbols = new int[ORDER.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = i << 16;
        }
        return symbols;
    }
}
