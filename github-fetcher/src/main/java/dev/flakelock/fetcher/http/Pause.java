package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting, so that tests need not. */
@FunctionalInterface
public interface Pause {

    /** Waits this long, or until the fetch is cancelled or the thread is interrupted, whichever comes first. */
    void await(Duration delay, FetchContext context);

    /** Waits in real time. */
    static Pause real() {
        return (delay, context) -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            FetchContext.Registration hook = context.onCancel(cancelled::countDown);
            try {
                boolean early = cancelled.await(delay.toMillis(), TimeUnit.MILLISECONDS);
                assert !early || context.isCancelled();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                hook.close();
            }
        };
    }
}
