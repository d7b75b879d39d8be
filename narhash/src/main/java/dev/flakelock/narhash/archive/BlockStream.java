package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;

/** Blocks as the stream that they were cut from. */
final class BlockStream extends InputStream {
    private final Blocks blocks;

    BlockStream(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public int read() throws IOException {
        return available() > 0 || blocks.more() ? blocks.bytes[blocks.position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (available() == 0 && !blocks.more()) {
            return -1;
        }
        return blocks.take(target, offset, length);
    }

    @Override
    public int available() {
        return blocks.limit - blocks.position;
    }
}
