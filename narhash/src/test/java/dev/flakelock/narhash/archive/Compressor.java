package dev.flakelock.narhash.archive;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Compresses bytes in every format the reader knows. */
final class Compressor {
    private interface Encoder {
        OutputStream open(OutputStream out) throws IOException;
    }

    private Compressor() {}

    static byte[] compress(String format, byte[] bytes) throws IOException {
        return switch (format) {
            case "none", "none (but the URL ends in .tar.gz)" -> bytes;
            case "gzip" -> encode(GZIPOutputStream::new, bytes);
            case "gzip, two concatenated members split after byte 700" -> {
                byte[] head = compress("gzip", Arrays.copyOf(bytes, 700));
                byte[] tail = compress("gzip", Arrays.copyOfRange(bytes, 700, bytes.length));
                byte[] both = Arrays.copyOf(head, head.length + tail.length);
                System.arraycopy(tail, 0, both, head.length, tail.length);
                yield both;
            }
            case "bzip2" -> encode(BZip2CompressorOutputStream::new, bytes);
            case "xz" -> encode(out -> new XZOutputStream(out, new LZMA2Options(1)), bytes);
            case "lzma" -> encode(out -> new LZMAOutputStream(out, new LZMA2Options(1), -1), bytes);
            case "zstd" -> encode(ZstdOutputStream::new, bytes);
            case "lz4" -> encode(FramedLZ4CompressorOutputStream::new, bytes);
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static byte[] encode(Encoder encoder, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encoded = encoder.open(out)) {
            encoded.write(bytes);
        }
        return out.toByteArray();
    }
}
