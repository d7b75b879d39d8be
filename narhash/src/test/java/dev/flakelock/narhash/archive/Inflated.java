package dev.flakelock.narhash.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What becomes of a deflated stream: by our reader and by the JDK's zlib, told in the same words. */
final class Inflated {
    /** More is not inflated: of long outputs only the beginning is compared. */
    private static final int LIMIT = 4 << 20;

    private Inflated() {}

    static String byUs(byte[] deflated) {
        DeflateReader reader = new DeflateReader(new BitReader(new ByteArrayInputStream(deflated)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            while (out.size() < LIMIT) {
                if (!reader.more()) {
                    return whole(out);
                }
                out.write(reader.bytes, reader.position, reader.limit - reader.position);
                reader.position = reader.limit;
            }
            return "long";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static String byZlib(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        inflater.setInput(deflated);
        try {
            while (out.size() < LIMIT) {
                int count = inflater.inflate(buffer);
                out.write(buffer, 0, count);
                if (inflater.finished()) {
                    return whole(out);
                }
                if (count == 0) {
                    return GzipStream.TRUNCATED;
                }
            }
            return "long";
        } catch (DataFormatException e) {
            return GzipStream.DAMAGED;
        } finally {
            inflater.end();
        }
    }

    private static String whole(ByteArrayOutputStream out) {
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
