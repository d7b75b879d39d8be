package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer whose body is read while it arrives. After a broken transfer the body goes on where it was, if the server
 * can do that. To be closed; used by one thread.
 *
 * <p>Reading throws {@link TransferException} when the transfer fails for good.
 */
public final class HttpStream extends InputStream {

    private final Transfer transfer;
    private final HttpHead head;
    private final String etag;
    private final boolean canResume;
    private final long total;
    private Opened opened;
    private long position;
    private boolean open = true;

    HttpStream(Transfer transfer, Opened opened) {
        this.transfer = transfer;
        this.opened = opened;
        this.head = transfer.head(opened);
        this.etag = opened.response().header("ETag", "");
        this.canResume = opened.canResume();
        this.total = opened.coded() ? -1 : opened.response().body().contentLength();
    }

    /** What the headers say. */
    public HttpHead head() {
        return head;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (head.notModified()) {
            return -1;
        }
        while (true) {
            try {
                int count = opened.body().read(bytes, offset, length);
                advance(count);
                return count;
            } catch (TransferException e) {
                resume(e.failure());
            } catch (IOException e) {
                throw transfer.undecodable(opened.response().code());
            }
        }
    }

    private void advance(int count) {
        if (count > 0) {
            position += count;
            FetchContext context = transfer.context();
            context.progress(new FetchProgress(FetchProgress.Activity.DOWNLOADING, position, total));
        }
    }

    private void resume(HttpFailure failure) throws TransferException {
        close();
        if (position > 0 && !canResume) {
            throw new TransferException(failure);
        }
        try {
            transfer.recover(failure, position);
            Opened next = transfer.open(position);
            opened = next;
            open = true;
            checkVersion(next, failure);
        } catch (HttpFailure e) {
            throw new TransferException(e);
        }
    }

    /** Half of one version and half of another would be neither. */
    private void checkVersion(Opened next, HttpFailure failure) throws TransferException {
        String now = next.response().header("ETag", "");
        if (position > 0 && !etag.isEmpty() && !etag.equals(now)) {
            throw new TransferException(failure);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            opened.close();
        }
    }
}
