package dev.flakelock.fetcher.replay;

import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.input.InputFetcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * Lets fetches end in an order that a seed decides about: each waits until it is its turn. The turns are given by a thread
 * of its own, whenever the thread that locks has nothing to do but wait.
 */
final class Turnstile implements AutoCloseable {

    private static final int LOOKS = 50;

    private final SplittableRandom random;
    private final int parallelism;
    private final Thread locking = Thread.currentThread();
    private final List<CountDownLatch> waiting = new ArrayList<>();
    private final Thread releaser = new Thread(this::release, "turnstile");
    private volatile boolean closed;

    Turnstile(long seed, int parallelism) {
        this.random = new SplittableRandom(seed);
        this.parallelism = parallelism;
        releaser.start();
    }

    /** These fetchers, each waiting for its turn before it fetches. */
    InputFetchers around(InputFetchers inner) {
        return each(inner, fetcher -> (input, context) -> {
            pass();
            return fetcher.fetch(input, context);
        });
    }

    /** Changes all fetchers in the same way. */
    static InputFetchers each(InputFetchers inner, UnaryOperator<InputFetcher> change) {
        return new InputFetchers(
                change.apply(inner.github()),
                change.apply(inner.gitlab()),
                change.apply(inner.sourcehut()),
                change.apply(inner.git()),
                change.apply(inner.hg()),
                change.apply(inner.path()),
                change.apply(inner.tarball()),
                change.apply(inner.file()));
    }

    private void pass() {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (waiting) {
            waiting.add(turn);
        }
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        while (!closed) {
            letEverybodyCome();
            synchronized (waiting) {
                if (!waiting.isEmpty()) {
                    waiting.remove(random.nextInt(waiting.size())).countDown();
                }
            }
        }
    }

    /** Gives those who are on their way the time to arrive; whoever is late takes part in the next choice. */
    private void letEverybodyCome() {
        for (int looks = 0; looks < LOOKS && !closed; looks++) {
            synchronized (waiting) {
                if (waiting.size() >= parallelism && locking.getState() == Thread.State.WAITING) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            releaser.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (waiting) {
            waiting.forEach(CountDownLatch::countDown);
        }
    }
}
