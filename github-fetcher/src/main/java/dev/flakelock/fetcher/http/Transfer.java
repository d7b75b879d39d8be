package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Response;

/** One request with all its attempts. Used by one thread. */
final class Transfer {

    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;

    private final HttpTransport.Machinery machinery;
    private final HttpRequest request;
    private final FetchContext context;
    private final Failures failures;
    private int failed;

    Transfer(HttpTransport.Machinery machinery, HttpRequest request, FetchContext context) {
        this.machinery = machinery;
        this.request = request;
        this.context = context;
        this.failures = new Failures(request, machinery.options(), new RateLimits(machinery.clock()), context);
    }

    FetchContext context() {
        return context;
    }

    /** Opens the body from this offset on, trying again as often as it may. */
    Opened open(long offset) throws HttpFailure {
        while (true) {
            try {
                return new Exchange(machinery, request, offset, context, failures).run();
            } catch (HttpFailure e) {
                recover(e, offset);
            }
        }
    }

    /** Reads the whole body, from the start again after a failure. */
    HttpDownload download(int limit) throws HttpFailure {
        while (true) {
            try (Opened opened = open(0)) {
                return new HttpDownload(head(opened), readAll(opened, limit));
            } catch (TransferException e) {
                recover(e.failure(), 0);
            }
        }
    }

    /** Sends somebody else's request, from the start again after a failure. */
    Response send(Call first, Supplier<Call> calls) throws HttpFailure {
        for (Call call = first; ; call = calls.get()) {
            try {
                Response response = RawStatus.restore(call.execute());
                if (isForTheCaller(response.code())) {
                    return response;
                }
                try (response) {
                    throw failures.status(response, null);
                }
            } catch (HttpFailure e) {
                recover(e, 0);
            } catch (IOException e) {
                recover(failures.network(e, call.request().url()), 0);
            }
        }
    }

    private static boolean isForTheCaller(int status) {
        boolean redirect = status / 100 == 3 && status != NOT_MODIFIED;
        return redirect || status == UNAUTHORIZED || RetryPolicy.isSuccess(status);
    }

    /** What a caller learns of an answer before its body. */
    HttpHead head(Opened opened) {
        String etag = opened.response().header("ETag", "");
        String known = request.etag() == null ? "" : request.etag();
        boolean same = !known.isEmpty() && known.equals(etag);
        boolean notModified = opened.response().code() == 304 || same;
        return new HttpHead(notModified, notModified ? known : etag, opened.immutableUrl(), opened.urls());
    }

    /** Waits until the next attempt, or throws the failure if there is none. */
    void recover(HttpFailure failure, long offset) throws HttpFailure {
        failed++;
        RetryPolicy policy = machinery.policy();
        if (!policy.shouldRetry(failure, failed)) {
            throw failure;
        }
        Duration delay = policy.delay(failure, failed);
        String from = offset > 0 ? "from offset " + offset + " " : "";
        context.warn(failure.getMessage() + "; retrying " + from + "in " + delay.toMillis() + " ms (attempt " + failed
                + "/" + policy.attempts() + ")");
        machinery.pause().await(delay, context);
        if (context.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw HttpFailure.cancelled();
        }
    }

    /** What an exception in a decoder means. */
    TransferException undecodable(int status) {
        return new TransferException(failures.badCoding(status));
    }

    private byte[] readAll(Opened opened, int limit) throws TransferException {
        if (head(opened).notModified()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int count; (count = opened.body().read(buffer)) >= 0; ) {
                bytes.write(buffer, 0, count);
                if (bytes.size() > limit) {
                    throw new TransferException(failures.tooLong(limit));
                }
            }
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            throw undecodable(opened.response().code());
        }
        return bytes.toByteArray();
    }
}
