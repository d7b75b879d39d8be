package dev.flakelock.fetcher.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a body as they come from the network; failures become {@link TransferException}s. */
final class NetworkBody extends FilterInputStream {

    private final Failures failures;
    private final int status;
    private final long limit;
    private long received;

    NetworkBody(InputStream in, Failures failures, int status, long limit) {
        super(in);
        this.failures = failures;
        this.status = status;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new TransferException(failures.whileReceiving(status, e));
        }
        received += Math.max(0, count);
        if (received > limit) {
            throw new TransferException(failures.tooLong(limit));
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
