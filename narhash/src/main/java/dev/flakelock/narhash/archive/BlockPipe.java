package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on the calling thread while a second thread works on the blocks: decompressing overlaps with hashing.
 *
 * <p>All waiting for the outside stays on the caller's thread. The second thread does nothing but compute, ends when the
 * stream does, and has ended when {@link #run} returns, whatever happens.
 */
final class BlockPipe {
    private static final int BLOCKS = 4;

    /** What is done with the blocks. */
    @FunctionalInterface
    interface Work {
        void read(Blocks blocks) throws IOException;
    }

    private static final class Block {
        final byte[] bytes;
        int length;

        @Nullable Exception failure;

        Block(int size) {
            this.bytes = new byte[size];
        }
    }

    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private volatile boolean stopped;

    private BlockPipe(int size) {
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Block(size));
        }
    }

    /** Lets the work read the stream in blocks of that size; returns when the work is done, and throws what it throws. */
    static void run(InputStream in, int size, Work work) throws IOException {
        new BlockPipe(size).run(in, work);
    }

    private void run(InputStream in, Work work) throws IOException {
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            Consumed blocks = new Consumed();
            try {
                work.read(blocks);
            } finally {
                blocks.stop();
            }
            return null;
        });
        Thread worker = new Thread(task, "narhash");
        worker.setDaemon(true);
        worker.start();
        boolean interrupted = produce(in);
        await(worker, task, interrupted);
    }

    /** Fills blocks until the stream or the work ends. Returns whether this thread was interrupted meanwhile. */
    private boolean produce(InputStream in) {
        boolean interrupted = false;
        boolean more = true;
        while (more && !stopped) {
            try {
                Block block = free.take();
                fill(block, in);
                more = block.length > 0;
                full.put(block);
            } catch (InterruptedException e) {
                interrupted = true;
                more = false;
                stopped = true;
                full.clear();
                Block last = new Block(0);
                last.failure = new InterruptedIOException("interrupted while reading an archive");
                full.add(last);
            }
        }
        return interrupted;
    }

    private static void fill(Block block, InputStream in) {
        try {
            block.length = in.readNBytes(block.bytes, 0, block.bytes.length);
        } catch (IOException | RuntimeException e) {
            block.length = 0;
            block.failure = e;
        }
    }

    /** Waits for the thread itself: its task is done a moment before it. */
    private static void await(Thread worker, FutureTask<?> task, boolean interruptedBefore) throws IOException {
        boolean interrupted = interruptedBefore;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            task.get();
        } catch (ExecutionException e) {
            throw unwrap(e.getCause());
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("the task is over", impossible);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException unwrap(@Nullable Throwable cause) {
        if (cause instanceof IOException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return new IOException(cause);
    }

    /** The end of the pipe that the work sees. */
    private final class Consumed extends Blocks {
        private @Nullable Block current;

        @Override
        boolean more() throws IOException {
            if (current != null && (current.length == 0 || current.failure != null)) {
                return false;
            }
            recycle();
            Block next = take();
            current = next;
            if (next.failure instanceof IOException failure) {
                throw failure;
            }
            if (next.failure instanceof RuntimeException failure) {
                throw failure;
            }
            bytes = next.bytes;
            position = 0;
            limit = next.length;
            return limit > 0;
        }

        /** Nothing more is wanted: the producer may be waiting for a block, so it gets all of them. */
        void stop() {
            stopped = true;
            recycle();
            full.drainTo(free);
        }

        private void recycle() {
            if (current != null) {
                free.offer(current);
                current = null;
            }
        }

        private Block take() throws InterruptedIOException {
            try {
                return full.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while hashing an archive");
            }
        }
    }
}
