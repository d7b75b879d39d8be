package dev.flakelock.narhash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The lowest layer of a NAR: length-prefixed, zero-padded strings, gathered into blocks so that a digest sees few large
 * updates. The fixed strings between the variable ones are written as one ready-made run each.
 */
final class NarTokens {
    private static final byte[] MAGIC = run("nix-archive-1");
    static final byte[] REGULAR = run("(", "type", "regular", "contents");
    static final byte[] EXECUTABLE = run("(", "type", "regular", "executable", "", "contents");
    static final byte[] SYMLINK = run("(", "type", "symlink", "target");
    static final byte[] DIRECTORY = run("(", "type", "directory");
    static final byte[] ENTRY = run("entry", "(", "name");
    static final byte[] NODE = run("node");
    static final byte[] CLOSE = run(")");
    static final byte[] CLOSE_ENTRY = run(")", ")");

    private static final int BLOCK = 32 * 1024;

    private final ByteSink sink;
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long written;

    NarTokens(ByteSink sink) {
        this.sink = sink;
        System.arraycopy(MAGIC, 0, block, 0, MAGIC.length);
        this.filled = MAGIC.length;
        this.written = MAGIC.length;
    }

    void token(byte[] token) throws IOException {
        bytes(token, 0, token.length);
    }

    void string(byte[] value) throws IOException {
        integer(value.length);
        bytes(value, 0, value.length);
        padding(value.length);
    }

    void integer(long value) throws IOException {
        room(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            block[filled++] = (byte) (value >>> (8 * i));
        }
        written += Long.BYTES;
    }

    /** The zero bytes after a value of that length. */
    void padding(long length) throws IOException {
        int count = (int) (-length & 7);
        room(count);
        for (int i = 0; i < count; i++) {
            block[filled++] = 0;
        }
        written += count;
    }

    void bytes(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (length > BLOCK / 2) {
            flush();
            sink.write(bytes, offset, length);
            return;
        }
        room(length);
        System.arraycopy(bytes, offset, block, filled, length);
        filled += length;
    }

    void flush() throws IOException {
        if (filled > 0) {
            sink.write(block, 0, filled);
            filled = 0;
        }
    }

    long written() {
        return written;
    }

    private void room(int length) throws IOException {
        if (filled + length > BLOCK) {
            flush();
        }
    }

    private static byte[] run(String... strings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String string : strings) {
            byte[] value = string.getBytes(StandardCharsets.US_ASCII);
            bytes.write(value.length);
            bytes.writeBytes(new byte[Long.BYTES - 1]);
            bytes.writeBytes(value);
            bytes.writeBytes(new byte[-value.length & 7]);
        }
        return bytes.toByteArray();
    }
}
