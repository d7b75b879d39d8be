package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One answer with its body still to be read: what one attempt comes to. Closing it ends the transfer.
 *
 * @param response the last answer of the chain of redirects
 * @param urls the chain, the URL asked for first
 * @param immutableUrl what a {@code Link} header of the chain says, or null
 * @param body the decoded body
 * @param coded whether the body had a content coding
 * @param registration what cancels the transfer
 * @param slots where the transfer has its slot from
 */
record Opened(
        Response response,
        List<String> urls,
        @Nullable String immutableUrl,
        InputStream body,
        boolean coded,
        FetchContext.Registration registration,
        Slots slots)
        implements AutoCloseable {

    boolean canResume() {
        return !coded && "bytes".equalsIgnoreCase(response.header("Accept-Ranges", ""));
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The body is not wanted any more; that it cannot be closed in order changes nothing.
            response.close();
        } finally {
            response.close();
            registration.close();
            slots.release();
        }
    }
}
