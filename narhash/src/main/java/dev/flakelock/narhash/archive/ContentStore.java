package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Contents that wait for their place in the NAR: one endless run of bytes, cut into blocks that are used again when
 * nothing in them is wanted any more. What does not fit into memory goes to a temporary file, block by block.
 *
 * <p>A store has a few blocks of its own, and more, up to what the options say, while {@link SpareMemory} is left.
 */
final class ContentStore implements Closeable {
    private static final int BLOCK = 128 * 1024;
    /** The blocks that each store may have. */
    private static final int OWN = 8;

    private static final class Block {
        byte @Nullable [] bytes;
        long fileOffset = -1;
        int wanted;

        Block(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final ArchiveOptions options;
    private final int maxBlocks;
    private final Map<Long, Block> blocks = new HashMap<>();
    private final Deque<byte[]> free = new ArrayDeque<>();
    /** All that there are, those in use and those that are free. */
    private int allocated;

    private int inMemory;
    private long end;
    private @Nullable Path spoolPath;
    private @Nullable FileChannel spool;
    private long spoolEnd;

    /** Holds about as much as the options say in memory, and one block at least. */
    ContentStore(ArchiveOptions options) {
        this.options = options;
        this.maxBlocks = Math.max(1, options.heldSize() / BLOCK);
    }

    /** Where the next byte will be. */
    long end() {
        return end;
    }

    /** Bytes of memory in use. */
    long held() {
        return (long) inMemory * BLOCK;
    }

    /** Bytes of memory that there are at the moment, in use or not. */
    int memory() {
        return Math.min(options.heldSize(), Math.max(allocated, OWN) * BLOCK);
    }

    /** Gets memory for so much more, as far as the options and other archives leave some; false if it is not enough. */
    boolean makeRoom(long size) {
        if (held() + size > options.heldSize()) {
            return false;
        }
        while (room() < size) {
            if (!mayGrow()) {
                return false;
            }
            free.push(new byte[BLOCK]);
        }
        return true;
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            Block tail = tail();
            int at = (int) (end % BLOCK);
            int count = Math.min(left, BLOCK - at);
            System.arraycopy(bytes, from, Objects.requireNonNull(tail.bytes), at, count);
            tail.wanted += count;
            end += count;
            from += count;
            left -= count;
        }
    }

    /** Pushes the bytes into a file that has been begun. */
    void push(long position, long size, TreeHasher tree) throws IOException {
        long at = position;
        long stop = position + size;
        while (at < stop) {
            Block block = block(at / BLOCK);
            int offset = (int) (at % BLOCK);
            int count = (int) Math.min(stop - at, BLOCK - offset);
            if (block.bytes != null) {
                tree.contents(block.bytes, offset, count);
            } else {
                tree.contents(read(block.fileOffset + offset, count), 0, count);
            }
            at += count;
        }
    }

    /** The bytes are no longer wanted. */
    void release(long position, long size) {
        long at = position;
        long stop = position + size;
        while (at < stop) {
            long index = at / BLOCK;
            int count = (int) Math.min(stop - at, BLOCK - at % BLOCK);
            Block block = block(index);
            block.wanted -= count;
            if (block.wanted == 0 && index != end / BLOCK) {
                drop(index, block);
            }
            at += count;
        }
    }

    @Override
    public void close() throws IOException {
        SpareMemory.giveBack(Math.max(0, allocated - OWN) * BLOCK);
        if (spool != null && spoolPath != null) {
            spool.close();
            Files.deleteIfExists(spoolPath);
        }
    }

    private Block block(long index) {
        return Objects.requireNonNull(blocks.get(index));
    }

    private Block tail() throws IOException {
        long index = end / BLOCK;
        Block tail = blocks.get(index);
        if (tail == null) {
            tail = new Block(bytesAfter(index - 1));
            inMemory++;
            blocks.put(index, tail);
        }
        return tail;
    }

    /** The tail moves on from this block: it goes when nobody wants it, or to disk when no memory is left. */
    private byte[] bytesAfter(long index) throws IOException {
        Block last = blocks.get(index);
        if (last != null && last.wanted == 0) {
            drop(index, last);
        }
        if (free.isEmpty()) {
            if (mayGrow()) {
                return new byte[BLOCK];
            }
            spill(Objects.requireNonNull(last));
        }
        return free.pop();
    }

    private int room() {
        return free.size() * BLOCK + (int) ((BLOCK - end % BLOCK) % BLOCK);
    }

    private boolean mayGrow() {
        boolean may = allocated < maxBlocks && (allocated < OWN || SpareMemory.take(BLOCK));
        if (may) {
            allocated++;
        }
        return may;
    }

    private void drop(long index, Block block) {
        blocks.remove(index);
        if (block.bytes != null) {
            free.push(block.bytes);
            inMemory--;
        }
    }

    private void spill(Block block) throws IOException {
        byte[] bytes = Objects.requireNonNull(block.bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        FileChannel channel = spool();
        block.fileOffset = spoolEnd;
        while (buffer.hasRemaining()) {
            spoolEnd += channel.write(buffer, spoolEnd);
        }
        block.bytes = null;
        free.push(bytes);
        inMemory--;
    }

    private byte[] read(long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (spool().read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the temporary file " + spoolPath + " has been cut short");
            }
        }
        return buffer.array();
    }

    private FileChannel spool() throws IOException {
        if (spool == null) {
            spoolPath = options.temporaryFile(".spool");
            spool = FileChannel.open(
                    spoolPath, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        return spool;
    }
}
