package dev.flakelock.narhash.archive;

import java.util.Arrays;

/**
 * One 512-byte header block (POSIX.1-1988 ustar, with the GNU and v7 variants).
 *
 * <p>Numbers are octal text or, with the top bit of the first byte set, base 256.
 */
final class TarHeader {
    static final int SIZE = 512;

    private static final int CHECKSUM = 148;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    private final byte[] block;

    /** A header in the first bytes of the array. */
    TarHeader(byte[] block) {
        this.block = block;
    }

    boolean isZero() {
        for (int i = 0; i < SIZE; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the check sum is right, taken over unsigned or (old writers) signed bytes. */
    boolean isValid() {
        long expected = number(CHECKSUM, 8);
        return expected == checksum(0xff) || expected == checksum(-1);
    }

    /** The sum of the bytes, each masked, with blanks for the field of the sum itself. */
    private long checksum(int mask) {
        int sum = 8 * ' ';
        for (int i = 0; i < CHECKSUM; i++) {
            sum += block[i] & mask;
        }
        for (int i = CHECKSUM + 8; i < SIZE; i++) {
            sum += block[i] & mask;
        }
        return sum;
    }

    char typeflag() {
        return (char) (block[156] & 0xff);
    }

    /** {@code name} with the ustar {@code prefix} before it. */
    byte[] path() {
        byte[] name = text(0, 100);
        if (!isPosix() || block[PREFIX] == 0) {
            return name;
        }
        byte[] prefix = text(PREFIX, 155);
        byte[] path = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        path[prefix.length] = '/';
        System.arraycopy(name, 0, path, prefix.length + 1, name.length);
        return path;
    }

    byte[] linkname() {
        return text(157, 100);
    }

    long size() {
        return number(124, 12);
    }

    long mtime() {
        return number(136, 12);
    }

    boolean ownerExecutes() {
        return (number(100, 8) & 0100) != 0;
    }

    /** The {@code ustar} magic without GNU's variation. */
    boolean isPosix() {
        return hasMagic("ustar\0");
    }

    boolean isGnu() {
        return hasMagic("ustar ");
    }

    private boolean hasMagic(String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (block[MAGIC + i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private byte[] text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    private long number(int offset, int length) {
        return (block[offset] & 0x80) != 0 ? base256(offset, length) : octal(offset, length);
    }

    /** Two's complement, big-endian, the top bit only a mark; out of range becomes the nearest long. */
    private long base256(int offset, int length) {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = block[offset + i] & 0xff;
            if (i == 0) {
                b = negative ? b | 0x80 : b & 0x7f;
            }
            if (value != (value << 8) >> 8) {
                return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            value = (value << 8) | b;
        }
        return value;
    }

    private long octal(int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && (block[at] == ' ' || block[at] == '\t')) {
            at++;
        }
        boolean negative = at < end && block[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            value = (value << 3) | (block[at++] - '0');
        }
        return negative ? -value : value;
    }
}
