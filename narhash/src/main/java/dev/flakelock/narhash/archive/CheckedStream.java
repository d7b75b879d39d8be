package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;

/** A decoder of a library, whose errors of any kind become a {@link FormatException} naming the format. */
final class CheckedStream extends InputStream {
    /** Opens the decoder. */
    @FunctionalInterface
    interface Decoder {
        InputStream open(InputStream in) throws IOException;
    }

    private final String format;
    private final InputStream decoded;

    CheckedStream(String format, Decoder decoder, InputStream in) throws IOException {
        this.format = format;
        try {
            this.decoded = decoder.open(in);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return decoded.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }

    private FormatException failure(Exception cause) {
        return cause instanceof FormatException inner
                ? inner
                : new FormatException(format + " decompression failed", cause);
    }
}
