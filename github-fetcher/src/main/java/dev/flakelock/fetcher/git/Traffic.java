package dev.flakelock.fetcher.git;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.text.SafeUrl;
import java.util.concurrent.atomic.AtomicLong;

/** What goes to and comes from servers for one fetch, told to whoever watches it. Thread-safe. */
record Traffic(FetchContext context, AtomicLong bytes) {

    /** Nothing yet. */
    Traffic(FetchContext context) {
        this(context, new AtomicLong());
    }

    /** A server is about to be asked what it has. */
    void lookingUp() {
        context.progress(new FetchProgress(FetchProgress.Activity.LOOKING_UP, bytes.get(), -1));
    }

    /** A request is sent; a password in its URL is not shown. */
    void request(String method, String url) {
        context.detail(method + " " + SafeUrl.of(url));
    }

    /** So many more bytes have arrived. */
    void received(long more) {
        context.progress(new FetchProgress(FetchProgress.Activity.DOWNLOADING, bytes.addAndGet(more), -1));
    }
}
