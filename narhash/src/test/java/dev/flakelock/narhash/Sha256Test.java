package dev.flakelock.narhash;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs of all sizes, whoever hashes them, give the hash that the JDK gives. */
class Sha256Test {
    private static final int SMALL = 64 * 1024;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                55,
                56,
                57,
                63,
                64,
                65,
                119,
                120,
                SMALL / 8,
                SMALL / 8 + 1,
                SMALL - 1,
                SMALL,
                SMALL + 1,
                5 * SMALL
            })
    void asTheJdk(int size) throws Exception {
        byte[] input = new byte[size];
        new Random(size).nextBytes(input);
        Hash expected = Hash.of(
                HashAlgorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(input));

        for (int block : new int[] {1000, 32 * 1024, SMALL, size}) {
            assertThat(inBlocks(input, Math.max(1, block))).isEqualTo(expected);
        }
    }

    @Test
    void preparedOrNot() {
        Sha256.prepare();
        Sha256.prepare();
        byte[] input = new byte[3 * SMALL];

        assertThat(inBlocks(input, 4096).toSri()).isEqualTo("sha256-M4HeTKnzpHfyWYnfyLdE55FgRreqNp9hqaL33Alj7J4=");
    }

    /** Each block from an array that is used again, at another offset. */
    private static Hash inBlocks(byte[] input, int block) {
        Sha256 digest = Sha256.create();
        byte[] reused = new byte[block + 1];
        for (int at = 0; at < input.length; at += block) {
            int count = Math.min(block, input.length - at);
            System.arraycopy(input, at, reused, 1, count);
            digest.write(reused, 1, count);
        }
        return digest.finish();
    }
}
