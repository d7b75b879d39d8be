package dev.flakelock.narhash.archive;

import java.util.Arrays;

/**
 * A prefix code of deflate (RFC 1951, 3.2.2) as a table: the next bits of the stream, taken as an index, give an entry
 * that says how many bits there are to drop and what they mean.
 *
 * <p>An entry has its meaning in the upper 16 bits, and below that
 *
 * <ul>
 *   <li>in bits 0 to 5 how many bits to drop, those that are a number behind the code word included,
 *   <li>in bits 8 to 13 how many of them are the code word (of a {@link #LINK}: how many bits index the second table),
 *   <li>{@link #LINK}: the meaning is where a second table begins, for code words longer than the index,
 *   <li>{@link #OTHER}: the entry is no literal, length or distance, but a link, the end of the block, or no code word.
 * </ul>
 *
 * <p>The sign bit marks a literal. Where Java shifts by an entry, it is by its bits 0 to 5 alone.
 */
final class PrefixCode {
    static final int LITERAL = 1 << 31;
    static final int OTHER = 1 << 15;
    static final int LINK = 1 << 14;
    /** The meaning of what is no code word, beside {@link #OTHER}; the end of a block has the meaning 0. */
    static final int INVALID = OTHER | 1 << 16;

    private static final int MAX_LENGTH = 15;

    /** What the symbols of an alphabet mean: entries without the length of a code word. */
    private final int[] symbols;

    private final int indexBits;
    /** The first table, and behind it the second ones. */
    final int[] table;
    /** The length of the index of the first table, at most that asked for. */
    int rootBits;

    private final int[] counts = new int[MAX_LENGTH + 1];
    private final int[] sorted;
    /** The share of all sequences of 15 bits that begins with no code word; less than 0 when some begin with two. */
    private int unused;

    /** A code for the alphabet, yet to be {@linkplain #define defined}, with an index of at most so many bits. */
    PrefixCode(int[] symbols, int indexBits, int tableSize) {
        this.symbols = symbols;
        this.indexBits = indexBits;
        this.table = new int[tableSize];
        this.sorted = new int[symbols.length];
    }

    /**
     * Makes the code of these lengths of code words, 0 for symbols without one. Returns whether they make a code: every
     * sequence of bits begins with one code word, or there is at most one code word, of one bit.
     */
    boolean define(byte[] lengths, int from, int to) {
        int longest = count(lengths, from, to);
        unused = unused();
        if (unused < 0 || (unused > 0 && longest > 1)) {
            return false;
        }
        sort(lengths, from, to);
        rootBits = Math.max(1, Math.min(longest, indexBits));
        if (unused > 0) {
            Arrays.fill(table, 0, 2, INVALID | 1);
        }
        fill(longest);
        return true;
    }

    /** Whether every sequence of bits begins with a code word. */
    boolean isComplete() {
        return unused == 0;
    }

    /** Whether there is no code word at all. */
    boolean isEmpty() {
        return unused == 1 << MAX_LENGTH;
    }

    private int count(byte[] lengths, int from, int to) {
        Arrays.fill(counts, 0);
        int longest = 0;
        for (int i = from; i < to; i++) {
            counts[lengths[i]]++;
            longest = Math.max(longest, lengths[i]);
        }
        return longest;
    }

    private int unused() {
        int result = 1 << MAX_LENGTH;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            result -= counts[length] << (MAX_LENGTH - length);
        }
        return result;
    }

    /** The symbols by length of their code words, which is the order of the code words. */
    private void sort(byte[] lengths, int from, int to) {
        int[] next = new int[MAX_LENGTH + 2];
        for (int length = 1; length <= MAX_LENGTH; length++) {
            next[length + 1] = next[length] + counts[length];
        }
        for (int i = from; i < to; i++) {
            if (lengths[i] > 0) {
                sorted[next[lengths[i]]++] = i - from;
            }
        }
    }

    /** Puts in code word after code word, each turned around: the bit that comes first is the lowest. */
    private void fill(int longest) {
        int code = 0;
        int symbol = 0;
        int root = -1;
        int second = 0;
        int end = 1 << rootBits;
        for (int length = 1; length <= longest; length++) {
            for (int left = counts[length]; left > 0; left--) {
                int meaning = symbols[sorted[symbol++]];
                if (length <= rootBits) {
                    put(meaning, length, code, 1 << rootBits);
                } else {
                    if ((code & ((1 << rootBits) - 1)) != root) {
                        root = code & ((1 << rootBits) - 1);
                        second = end;
                        end = link(root, second, length, left);
                    }
                    put(meaning, length - rootBits, second + (code >>> rootBits), end);
                }
                code = next(code, length);
            }
        }
    }

    /** Every index that ends in the code word leads to it. */
    private void put(int meaning, int length, int first, int end) {
        int entry = (meaning + length) | length << 8;
        for (int i = first; i < end; i += 1 << length) {
            table[i] = entry;
        }
    }

    /** Begins a second table, large enough for all that begins as the code word at hand; returns where it ends. */
    private int link(int root, int second, int length, int left) {
        int bits = length - rootBits;
        int filled = left;
        while (filled < 1 << bits) {
            bits++;
            filled = 2 * filled + counts[rootBits + bits];
        }
        table[root] = second << 16 | OTHER | LINK | bits << 8 | rootBits;
        return second + (1 << bits);
    }

    /** The code word after this one of the same length, in numeric order of the words as they are read. */
    private static int next(int code, int length) {
        int lowestZero = Integer.highestOneBit(~code & ((1 << length) - 1));
        return (code & (lowestZero - 1)) | lowestZero;
    }
}
