package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on the calling thread while a second thread works on the blocks: decompressing overlaps with hashing.
 *
 * <p>All waiting for the outside stays on the caller's thread. The second thread does nothing but compute, ends when the
 * stream does, and has ended when {@link #run} returns, whatever happens.
 *
 * <p>Who finds no block to go on with waits until half of them are there, not for one: a thread that sleeps and is woken
 * for each block spends its time on that, and a kernel that sees it work so little may leave both on one processor.
 */
final class BlockPipe {
    /** How many blocks a pipe has at least; more where there is memory for them. */
    private static final int LEAST = 4;

    /** What is done with the blocks. */
    @FunctionalInterface
    interface Work {
        void read(Blocks blocks) throws IOException;
    }

    private static final class Block {
        final byte[] bytes;
        int length;

        Block(int size) {
            this.bytes = new byte[size];
        }
    }

    /** The blocks, of which {@code filled} are there to be worked on, from {@code first} on and round again. */
    private final Block[] ring;

    private final int half;
    private int first;
    private int filled;
    /** Nothing more will come, and if it should have, why not. */
    private boolean ended;

    private @Nullable Exception failure;
    /** Nothing more is wanted. */
    private boolean stopped;

    private BlockPipe(int blocks, int size) {
        ring = new Block[blocks];
        for (int i = 0; i < blocks; i++) {
            ring[i] = new Block(size);
        }
        half = blocks / 2;
    }

    /**
     * Lets the work read the stream in blocks; returns when the work is done, and throws what it throws.
     *
     * @param blocks how many may be on their way, an even number from 4 on; 4 while many other pipes are in use
     * @param size of a block, in bytes
     */
    static void run(InputStream in, int blocks, int size, Work work) throws IOException {
        int more = (blocks - LEAST) * size;
        if (SpareMemory.take(more)) {
            try {
                new BlockPipe(blocks, size).run(in, work);
            } finally {
                SpareMemory.giveBack(more);
            }
        } else {
            new BlockPipe(LEAST, size).run(in, work);
        }
    }

    private void run(InputStream in, Work work) throws IOException {
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            try {
                work.read(new Consumed());
            } finally {
                stop();
            }
            return null;
        });
        Thread worker = new Thread(task, "narhash");
        worker.setDaemon(true);
        worker.start();
        boolean interrupted;
        try {
            interrupted = produce(in);
        } finally {
            end(null);
        }
        await(worker, task, interrupted);
    }

    /** Fills blocks until the stream or the work ends. Returns whether this thread was interrupted meanwhile. */
    private boolean produce(InputStream in) {
        try {
            Block block = claim();
            while (block != null && fill(block, in)) {
                publish();
                block = claim();
            }
        } catch (IOException | RuntimeException e) {
            end(e);
        } catch (InterruptedException e) {
            end(new InterruptedIOException("interrupted while reading an archive"));
            return true;
        }
        return false;
    }

    private static boolean fill(Block block, InputStream in) throws IOException {
        block.length = in.readNBytes(block.bytes, 0, block.bytes.length);
        return block.length > 0;
    }

    /** The next block to fill; null when nothing more is wanted. */
    private synchronized @Nullable Block claim() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (filled == ring.length) {
            while (filled > half && !stopped) {
                wait();
            }
        }
        return stopped ? null : ring[(first + filled) % ring.length];
    }

    private synchronized void publish() {
        filled++;
        if (filled == half) {
            notifyAll();
        }
    }

    /** Nothing more will come; the first reason counts. */
    private synchronized void end(@Nullable Exception reason) {
        if (!ended) {
            ended = true;
            failure = reason;
            notifyAll();
        }
    }

    /** The next block to work on, not to be filled again until it is released; null at the end. */
    private synchronized @Nullable Block take() throws InterruptedException {
        if (filled == 0) {
            while (filled < half && !ended) {
                wait();
            }
        }
        return filled == 0 ? null : ring[first];
    }

    private synchronized void release() {
        first = (first + 1) % ring.length;
        filled--;
        if (filled == half) {
            notifyAll();
        }
    }

    private synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private synchronized @Nullable Exception failure() {
        return failure;
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
            if (current != null) {
                release();
            }
            current = next();
            position = 0;
            limit = 0;
            if (current == null) {
                throwFailure();
                return false;
            }
            bytes = current.bytes;
            limit = current.length;
            return true;
        }

        private @Nullable Block next() throws InterruptedIOException {
            try {
                return BlockPipe.this.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while hashing an archive");
            }
        }

        private void throwFailure() throws IOException {
            Exception reason = failure();
            if (reason instanceof IOException failed) {
                throw failed;
            }
            if (reason instanceof RuntimeException failed) {
                throw failed;
            }
        }
    }
}
