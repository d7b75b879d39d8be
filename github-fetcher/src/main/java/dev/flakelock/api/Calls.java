package dev.flakelock.api;

import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import java.util.ArrayList;
import java.util.List;

/** The calls that are under way, so that they can be ended. Thread-safe. */
final class Calls {

    /** What a call does. */
    @FunctionalInterface
    interface Body<T> {
        T run() throws FlakeException;
    }

    private final List<Thread> underWay = new ArrayList<>();
    private final List<Thread> interrupted = new ArrayList<>();
    private boolean closed;

    /** Makes a call on this thread. */
    <T> T run(Body<T> body) throws FlakeException {
        enter();
        try {
            return body.run();
        } catch (CancelledException e) {
            throw e;
        } catch (FlakeException e) {
            // An interrupt shows itself as an error of whatever was being read at the time.
            throw Thread.currentThread().isInterrupted() ? new CancelledException(e) : e;
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        if (closed) {
            throw new IllegalStateException("the locker is closed");
        }
        underWay.add(Thread.currentThread());
    }

    private synchronized void leave() {
        Thread caller = Thread.currentThread();
        underWay.remove(caller);
        if (!underWay.contains(caller) && interrupted.remove(caller)) {
            // It was our interrupt, so the caller need not know of it.
            Thread.interrupted();
        }
        notifyAll();
    }

    /** Lets no call begin any more, and ends those of other threads. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            underWay.stream().distinct().filter(thread -> !isOwn(thread)).forEach(thread -> {
                interrupted.add(thread);
                thread.interrupt();
            });
        }
        try {
            while (!underWay.stream().allMatch(Calls::isOwn)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOwn(Thread thread) {
        return thread == Thread.currentThread();
    }
}
