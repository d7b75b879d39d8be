package dev.flakelock.narhash.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Takes off every layer of compression that the content shows; names and content types do not count. Memory of a decoder
 * is bounded, whatever the header of the data asks for.
 */
final class Decompression {
    private static final int MAX_LAYERS = 25;
    private static final int HEAD = 13;
    /** In KiB: enough for {@code xz -9} with room to spare. */
    private static final int MEMORY = 512 * 1024;

    private Decompression() {}

    /** The bytes below all layers. Errors of the layers come as {@link FormatException} while reading. */
    static InputStream of(InputStream body) throws IOException {
        InputStream stream = body;
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            PeekStream peek = new PeekStream(stream, HEAD);
            InputStream plain = layer(peek);
            if (plain == null) {
                return peek;
            }
            stream = plain;
        }
        throw new FormatException("Input requires too many filters for decoding");
    }

    private static @Nullable InputStream layer(PeekStream in) throws IOException {
        byte[] head = in.head();
        if (startsWith(head, "1f8b08")) {
            return new GzipStream(in);
        }
        if (startsWith(head, "fd377a585a00")) {
            return new CheckedStream("xz", stream -> new XZInputStream(stream, MEMORY), in);
        }
        if (startsWith(head, "425a68") && isBzip2(head)) {
            return new CheckedStream("bzip2", stream -> new BZip2CompressorInputStream(stream, true), in);
        }
        if (startsWith(head, "28b52ffd")) {
            return new CheckedStream("zstd", stream -> new ZstdInputStream(stream).setContinuous(false), in);
        }
        if (startsWith(head, "1f9d")) {
            return new CheckedStream("compress", stream -> new ZCompressorInputStream(stream, MEMORY), in);
        }
        if (startsWith(head, "04224d18")) {
            return new CheckedStream("lz4", stream -> new FramedLZ4CompressorInputStream(stream, true), in);
        }
        if (startsWith(head, "4c5a495001") || startsWith(head, "894c5a4f000d0a1a0a")) {
            throw new FormatException((head[0] == 'L' ? "lzip" : "lzop") + " compression is not supported");
        }
        if (isLzma(head)) {
            return new CheckedStream("lzma", stream -> new LZMAInputStream(stream, MEMORY), in);
        }
        return null;
    }

    private static boolean startsWith(byte[] head, String hex) {
        byte[] magic = HexFormat.of().parseHex(hex);
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    /** {@code BZh1} to {@code BZh9} and the magic number of a block or of the end. */
    private static boolean isBzip2(byte[] head) {
        return head.length >= 10
                && head[3] >= '1'
                && head[3] <= '9'
                && ((head[4] == 0x31 && head[5] == 0x41 && head[6] == 0x59)
                        || (head[4] == 0x17 && head[5] == 0x72 && head[6] == 0x45));
    }

    /**
     * LZMA alone has no magic number: a properties byte (93 is what encoders write), a dictionary size that is a power of
     * two or the sum of two neighbouring ones, and a size that is unknown or below 2^40. A tar cannot begin so: its first
     * bytes are a name, and 0x5d is {@code ]} followed by zeros.
     */
    private static boolean isLzma(byte[] head) {
        if (head.length < HEAD || head[0] != 0x5d) {
            return false;
        }
        long dictionary = littleEndian(head, 1, 4);
        long lowest = Long.lowestOneBit(dictionary);
        long rest = dictionary - lowest;
        boolean knownSize = dictionary >= 4096 && (rest == 0 || rest == lowest << 1);
        long size = littleEndian(head, 5, 8);
        return knownSize && (size == -1 || (size >= 0 && size < 1L << 40));
    }

    private static long littleEndian(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[offset + i] & 0xffL) << (8 * i);
        }
        return value;
    }
}
