package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our inflater gives what zlib gives, and refuses what zlib refuses. */
class DeflateReaderTest {
    private static final int[] STRATEGIES = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    private static final int[] FLUSHES = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whatZlibDeflatesAtAnyLevel(int level) {
        Random random = new Random(level);
        for (int strategy : STRATEGIES) {
            for (int i = 0; i < 40; i++) {
                byte[] plain = data(random, random.nextInt(i % 8 == 0 ? 300_000 : 3000));
                check(deflate(plain, level, strategy, FLUSHES[i % 3]));
            }
        }
    }

    @Test
    void manyBlocksOfAllKinds() {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            Deflater deflater = new Deflater(9, true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int part = 0; part < 12; part++) {
                deflater.setLevel(random.nextInt(10));
                deflater.setStrategy(STRATEGIES[random.nextInt(3)]);
                deflater.setInput(data(random, random.nextInt(20_000)));
                drain(deflater, out, FLUSHES[random.nextInt(3)]);
            }
            deflater.finish();
            drain(deflater, out, Deflater.NO_FLUSH);
            deflater.end();
            check(out.toByteArray());
        }
    }

    @Test
    void everyPeriodAtEveryLength() {
        for (int period = 1; period < 40; period++) {
            for (int length = 3; length < 300; length += 7) {
                byte[] plain = new byte[period + length];
                for (int i = 0; i < plain.length; i++) {
                    plain[i] = (byte) (i % period * 7);
                }
                check(deflate(plain, 9, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH));
            }
        }
    }

    @Test
    void theFarthestDistanceAcrossTheWindow() {
        byte[] plain = new byte[2_000_000];
        new Random(5).nextBytes(plain);
        for (int i = 32_768; i < plain.length; i++) {
            if (i % 1000 < 600) {
                plain[i] = plain[i - 32_768 + 262];
            }
        }
        check(deflate(plain, 9, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH));
    }

    @Test
    void everyTruncation() {
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            byte[] deflated = deflate(data(random, 400), 1 + i % 9, STRATEGIES[i % 3], FLUSHES[i % 3]);
            for (int length = 0; length < deflated.length; length++) {
                check(Arrays.copyOf(deflated, length));
            }
        }
    }

    @Test
    void everyBitTurned() {
        Random random = new Random(8);
        for (int i = 0; i < 12; i++) {
            byte[] deflated = deflate(data(random, 300), 1 + i % 9, STRATEGIES[i % 3], FLUSHES[i % 3]);
            for (int bit = 0; bit < 8 * deflated.length; bit++) {
                byte[] broken = deflated.clone();
                broken[bit / 8] ^= (byte) (1 << bit % 8);
                check(broken);
            }
        }
    }

    @Test
    void randomBits() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            check(bytes);
        }
    }

    /** Headers that are nearly right come further than bits without any sense. */
    @Test
    void randomCodes() {
        Random random = new Random(10);
        for (int i = 0; i < 20_000; i++) {
            check(dynamicBlock(random));
        }
    }

    @Test
    void theInputStandsBehindTheStream() throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < 200; i++) {
            byte[] deflated = deflate(data(random, random.nextInt(1000)), i % 10, STRATEGIES[i % 3], FLUSHES[i % 3]);
            byte[] followed = Arrays.copyOf(deflated, deflated.length + 1 + i % 40);
            followed[deflated.length] = 42;
            BitReader in = new BitReader(new ByteArrayInputStream(followed));
            DeflateReader reader = new DeflateReader(in);
            while (reader.more()) {
                reader.position = reader.limit;
            }
            assertThat(in.nextByte()).isEqualTo(42);
        }
    }

    private static void check(byte[] deflated) {
        String expected = Inflated.byZlib(deflated);
        String actual = Inflated.byUs(deflated);
        if (!actual.equals(expected)) {
            assertThat(actual).as(Arrays.toString(deflated)).isEqualTo(expected);
        }
    }

    /** A block of its own codes, whose lengths are mostly those of a complete code. */
    private static byte[] dynamicBlock(Random random) {
        BitWriter out = new BitWriter();
        out.put(1 | 2 << 1, 3);
        int lengths = random.nextInt(8) == 0 ? random.nextInt(32) : random.nextInt(30);
        int distances = random.nextInt(8) == 0 ? random.nextInt(32) : random.nextInt(30);
        out.put(lengths, 5);
        out.put(distances, 5);
        out.put(15, 4);
        int[] code = completeCode(random);
        for (int length : code) {
            out.put(random.nextInt(400) == 0 ? random.nextInt(8) : length, 3);
        }
        for (int i = 0; i < 60 + random.nextInt(150); i++) {
            out.put(random.nextInt(), 8);
        }
        return out.bytes();
    }

    /** Lengths of code words for 19 symbols, in the order in which they are sent: a random tree. */
    private static int[] completeCode(Random random) {
        int[] code = new int[19];
        int count = 2 + random.nextInt(8);
        code[0] = 1;
        code[1] = 1;
        for (int i = 2; i < count; i++) {
            int split = random.nextInt(i);
            if (code[split] < 7) {
                code[split]++;
                code[i] = code[split];
            }
        }
        for (int i = code.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = code[i];
            code[i] = code[other];
            code[other] = kept;
        }
        return code;
    }

    /** Words of several alphabets, with repetitions near and far. */
    private static byte[] data(Random random, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int alphabet = 1 << (1 + random.nextInt(8));
        while (out.size() < size) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    byte[] noise = new byte[random.nextInt(300)];
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) random.nextInt(alphabet);
                    }
                    out.writeBytes(noise);
                }
                case 1 -> out.writeBytes(new byte[random.nextInt(1200)]);
                case 2 -> out.writeBytes("{ pkgs, lib, ... }: \n  meta = with lib;".getBytes(StandardCharsets.UTF_8));
                default -> {
                    byte[] before = out.toByteArray();
                    int from = before.length - Math.min(before.length, random.nextInt(40_000));
                    out.write(before, from, Math.min(before.length - from, random.nextInt(600)));
                }
            }
        }
        return Arrays.copyOf(out.toByteArray(), size);
    }

    private static byte[] deflate(byte[] plain, int level, int strategy, int flush) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        deflater.setInput(plain, 0, plain.length / 2);
        drain(deflater, out, flush);
        deflater.setInput(plain, plain.length / 2, plain.length - plain.length / 2);
        deflater.finish();
        drain(deflater, out, Deflater.NO_FLUSH);
        deflater.end();
        return out.toByteArray();
    }

    private static void drain(Deflater deflater, ByteArrayOutputStream out, int flush) {
        byte[] buffer = new byte[64 * 1024];
        int count = deflater.deflate(buffer, 0, buffer.length, flush);
        while (count > 0) {
            out.write(buffer, 0, count);
            count = deflater.deflate(buffer, 0, buffer.length, flush);
        }
    }

    private static final class BitWriter {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long bits;
        private int count;

        void put(int value, int length) {
            bits |= (value & ((1L << length) - 1)) << count;
            count += length;
            while (count >= 8) {
                out.write((int) bits);
                bits >>>= 8;
                count -= 8;
            }
        }

        byte[] bytes() {
            put(0, 7);
            return out.toByteArray();
        }
    }
}
