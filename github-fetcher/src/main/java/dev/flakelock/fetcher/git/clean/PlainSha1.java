package dev.flakelock.fetcher.git.clean;

import java.util.Arrays;

/** SHA-1 (FIPS 180-4) in so many words: the JDK's takes 10 ms of a start to come through its security providers. */
final class PlainSha1 {

    private static final int BLOCK = 64;
    private static final int LENGTH = 8;
    private static final int ROUNDS = 80;

    private final int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    private final int[] schedule = new int[ROUNDS];

    private PlainSha1() {}

    /** The digest of the first {@code length} bytes, 20 bytes long. */
    static byte[] of(byte[] bytes, int length) {
        PlainSha1 digest = new PlainSha1();
        int whole = length - length % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            digest.block(bytes, at);
        }
        byte[] last = last(bytes, whole, length);
        for (int at = 0; at < last.length; at += BLOCK) {
            digest.block(last, at);
        }
        return digest.result();
    }

    /** The bytes that fill no block, a one bit, zeros, and the number of bits. */
    private static byte[] last(byte[] bytes, int whole, int length) {
        int rest = length - whole;
        int padded = rest + 1 + LENGTH > BLOCK ? 2 * BLOCK : BLOCK;
        byte[] last = Arrays.copyOf(Arrays.copyOfRange(bytes, whole, length), padded);
        last[rest] = (byte) 0x80;
        long bits = 8L * length;
        for (int i = 1; i <= LENGTH; i++) {
            last[last.length - i] = (byte) (bits >>> (8 * (i - 1)));
        }
        return last;
    }

    private byte[] result() {
        byte[] result = new byte[4 * state.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (state[i / 4] >>> (24 - 8 * (i % 4)));
        }
        return result;
    }

    private void block(byte[] bytes, int at) {
        int[] w = schedule;
        for (int t = 0; t < 16; t++) {
            int i = at + 4 * t;
            w[t] = bytes[i] << 24 | (bytes[i + 1] & 0xff) << 16 | (bytes[i + 2] & 0xff) << 8 | (bytes[i + 3] & 0xff);
        }
        for (int t = 16; t < ROUNDS; t++) {
            w[t] = Integer.rotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        }
        rounds(w);
    }

    private void rounds(int[] w) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int t = 0; t < ROUNDS; t++) {
            int next = Integer.rotateLeft(a, 5) + mixed(t, b, c, d) + e + w[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    private static int mixed(int t, int b, int c, int d) {
        return switch (t / 20) {
            case 0 -> ((b & c) ^ (~b & d)) + 0x5a827999;
            case 1 -> (b ^ c ^ d) + 0x6ed9eba1;
            case 2 -> ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc;
            default -> (b ^ c ^ d) + 0xca62c1d6;
        };
    }
}
