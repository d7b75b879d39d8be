package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how many transfers run at the same time. */
final class Slots {

    /** How soon somebody who waits for a slot sees that the fetch was cancelled. */
    private static final long POLL_MS = 50;

    private final Semaphore free;

    /** @param count the number of slots; 0 for no limit */
    Slots(int count) {
        this.free = new Semaphore(count == 0 ? Integer.MAX_VALUE : count, true);
    }

    /** Waits for a slot. */
    void acquire(FetchContext context) throws HttpFailure {
        try {
            while (!context.isCancelled()) {
                if (free.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw HttpFailure.cancelled();
    }

    void release() {
        free.release();
    }

    int available() {
        return free.availablePermits();
    }
}
