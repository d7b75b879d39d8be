package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.NarException;
import java.io.IOException;
import java.io.InputStream;

/** One reading of an archive from its first byte on. */
final class ArchivePass {
    private static final int BLOCK = 256 * 1024;
    /** How many may be between the threads. Fewer, and both wait for each other more often. */
    private static final int BLOCKS = 32;

    /** Compressed bytes that are received at a time. */
    private static final int RECEIVED = 64 * 1024;

    private static final int RECEIVED_BLOCKS = 16;

    /** What libarchive decompresses before it looks: damage up to here counts as a failure to open. */
    private static final int HEAD = 64 * 1024;

    private static final int MAX_TRAILER = 1 << 20;

    private final ArchiveOptions options;
    private final boolean streaming;

    /** A streaming pass may end with {@link OutOfOrderException}. */
    ArchivePass(ArchiveOptions options, boolean streaming) {
        this.options = options;
        this.streaming = streaming;
    }

    HashedTree run(InputStream in) throws IOException {
        BodyStream body = new BodyStream(in);
        try (ContentStore store = new ContentStore(options)) {
            ArchiveTree tree = new ArchiveTree(options, store, streaming);
            receive(body, tree);
            return tree.finish();
        } catch (IOException | RuntimeException e) {
            body.rethrowFailure();
            throw e;
        }
    }

    /** Of a long body this thread only receives the bytes; a second one decompresses them, and a third one hashes. */
    private void receive(BodyStream body, ArchiveTree tree) throws IOException {
        PeekStream peek = new PeekStream(body, RECEIVED);
        if (options.parallel() && peek.head().length == RECEIVED) {
            BlockPipe.run(peek, RECEIVED_BLOCKS, RECEIVED, blocks -> read(new BlockStream(blocks), tree));
        } else {
            read(peek, tree);
        }
    }

    private void read(InputStream body, ArchiveTree tree) throws IOException {
        try (InputStream plain = Decompression.of(body);
                PeekStream peek = new PeekStream(plain, HEAD)) {
            byte[] head = peek.head();
            if (ZipReader.recognises(head)) {
                new ZipReader(tree, options).read(peek);
            } else if (TarReader.recognises(head)) {
                tar(peek, tree, options.parallel() && head.length == HEAD);
            } else if (head.length > 0) {
                throw new FormatException("Unrecognized archive format");
            }
        } catch (FormatException e) {
            throw new NarException("Failed to open archive (" + e.getMessage() + ")", e);
        }
    }

    /** Reads on to the end of the stream within reason, since only there decoders compare checksums. */
    private static void tar(PeekStream plain, ArchiveTree tree, boolean parallel) throws IOException {
        if (parallel) {
            BlockPipe.run(plain, BLOCKS, BLOCK, blocks -> tar(blocks, tree));
        } else {
            tar(Blocks.of(plain, BLOCK), tree);
        }
        try {
            plain.skip(MAX_TRAILER);
        } catch (FormatException e) {
            throw new NarException("cannot get archive member name: " + e.getMessage(), e);
        }
    }

    private static void tar(Blocks blocks, ArchiveTree tree) throws IOException {
        TarReader reader = new TarReader(blocks, tree);
        try {
            reader.read();
        } catch (FormatException e) {
            throw reader.describe(e);
        }
    }
}
