package dev.flakelock.narhash;

import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4) in so many words, for inputs that are hashed before another implementation would be loaded: the
 * JDK's takes 10 ms of a start to come through its security providers, Bouncy Castle's 20.
 */
final class PlainSha256 {
    private static final int BLOCK = 64;
    private static final int LENGTH = 8;
    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] state = START.clone();
    private final int[] schedule = new int[BLOCK];

    private PlainSha256() {}

    /** The digest of the first {@code length} bytes, 32 bytes long. */
    static byte[] of(byte[] bytes, int length) {
        PlainSha256 digest = new PlainSha256();
        int whole = length - length % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            digest.block(bytes, at);
        }
        digest.end(bytes, whole, length);
        return digest.result();
    }

    /** The bytes that fill no block, a one bit, zeros, and the number of bits. */
    private void end(byte[] bytes, int whole, int length) {
        int rest = length - whole;
        byte[] last =
                Arrays.copyOf(Arrays.copyOfRange(bytes, whole, length), rest + 1 + LENGTH > BLOCK ? 2 * BLOCK : BLOCK);
        last[rest] = (byte) 0x80;
        long bits = 8L * length;
        for (int i = 1; i <= LENGTH; i++) {
            last[last.length - i] = (byte) (bits >>> (8 * (i - 1)));
        }
        for (int at = 0; at < last.length; at += BLOCK) {
            block(last, at);
        }
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
        for (int t = 16; t < BLOCK; t++) {
            int x = w[t - 15];
            int y = w[t - 2];
            int small = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
            int large = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ (y >>> 10);
            w[t] = large + w[t - 7] + small + w[t - 16];
        }
        rounds(w);
    }

    private void rounds(int[] w) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int t = 0; t < BLOCK; t++) {
            int mixed = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int one = h + mixed + ((e & f) ^ (~e & g)) + K[t] + w[t];
            int other = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int two = other + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + one;
            d = c;
            c = b;
            b = a;
            a = one + two;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
