package dev.flakelock.fetcher.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** What a server sends, up to a limit: one that sends without end fills no disk. */
final class BoundedAnswer extends FilterInputStream {

    private final long limit;
    private final LongConsumer arrivals;
    private long received;

    /**
     * An answer.
     *
     * @param limit the longest one to accept, in bytes
     * @param arrivals is told how many bytes have come, each time that some do
     */
    BoundedAnswer(InputStream in, long limit, LongConsumer arrivals) {
        super(in);
        this.limit = limit;
        this.arrivals = arrivals;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        count(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) throws IOException {
        received += Math.max(0, more);
        if (received > limit) {
            throw new IOException("the server sends more than " + limit + " bytes");
        }
        if (more > 0) {
            arrivals.accept(more);
        }
    }
}
