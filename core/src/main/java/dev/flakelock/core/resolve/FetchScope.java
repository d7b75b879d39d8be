package dev.flakelock.core.resolve;

import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.Resolution;
import dev.flakelock.core.text.SafeUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is fetched in one run: each distinct input once, several at the same time.
 *
 * <p>Used by one thread, which decides; the work is done by others. Closing it cancels what is still under way and
 * waits for it.
 */
final class FetchScope implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long PATIENCE_SECONDS = 10;
    private static final long MOMENT_MILLIS = FetchEvents.INTERVAL_NANOS / 1_000_000;

    private record Lookup(Input input, RegistryScope scope) {}

    private final RegistryLookup registries;
    private final FetchEvents events;
    private final ExecutorService workers;
    private final Map<Lookup, FetchTask<Resolution>> lookups = new HashMap<>();
    private final Map<Input, FetchTask<FetchedInput>> fetches = new HashMap<>();
    private final Map<Object, FetchTask<?>> others = new HashMap<>();
    private final Object news = new Object();
    private long done;
    private long seen;

    /**
     * A scope without any fetch.
     *
     * @param parallelism how many things are done at the same time, at least 1
     * @param events takes what happens to each fetch
     */
    FetchScope(RegistryLookup registries, int parallelism, FetchEvents events) {
        this.registries = registries;
        this.events = events;
        this.workers = Executors.newFixedThreadPool(parallelism, daemons());
    }

    /** A scope whose listener is told what happens to each fetch, in real time. */
    static FetchScope heardBy(LockListener listener, RegistryLookup registries, int parallelism) {
        return new FetchScope(registries, parallelism, new FetchEvents(listener, System::nanoTime));
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "flakelock-fetch-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * What an indirect input means; null while that is being found out, which this call starts.
     *
     * @param asker the input it is for, which whoever watches is told
     */
    @Nullable Fact<Resolution> resolve(Input indirect, RegistryScope scope, InputAttrPath asker) {
        return outcome(lookups.computeIfAbsent(
                new Lookup(indirect, scope),
                key -> start(indirect, asker, context -> registries.resolve(indirect, scope, context))));
    }

    /**
     * The tree of a direct input; null while it is being fetched, which this call starts.
     *
     * @param hash whether to hash the tree as well
     * @param asker the input it is for, which whoever watches is told
     */
    @Nullable Fact<FetchedInput> fetch(Input direct, boolean hash, InputAttrPath asker) {
        return outcome(fetches.computeIfAbsent(
                direct, input -> start(input, asker, context -> fetchNow(input, hash, context))));
    }

    private <T> @Nullable Fact<T> outcome(FetchTask<T> task) {
        Fact<T> outcome = task.outcome();
        if (outcome != null) {
            // Nothing is said about an input before it is told that it has arrived.
            events.tell();
        }
        return outcome;
    }

    /**
     * What comes of some other work; null while it is under way, which this call starts.
     *
     * @param key stands for the work, which is the same each time
     */
    @SuppressWarnings("unchecked") // the same key always comes with the same work
    <T> @Nullable Fact<T> run(Object key, FetchTask.Work<T> work) {
        FetchTask<T> task =
                (FetchTask<T>) others.computeIfAbsent(key, unused -> execute(new FetchTask<>(work, this::report)));
        return outcome(task);
    }

    private static FetchedInput fetchNow(Input input, boolean hash, FetchContext context) throws FlakeException {
        FetchedInput fetched = fetchTraced(input, context);
        if (hash) {
            fetched.tree().narHash();
        }
        return fetched;
    }

    private static FetchedInput fetchTraced(Input input, FetchContext context) throws FlakeException {
        try {
            FetchedTree tree = input.requireScheme().fetch(input, context);
            return new FetchedInput(input, LockAttributeCheck.checked(input, tree.found()), tree);
        } catch (FlakeException e) {
            throw e.addTrace(
                    Trace.of("while fetching the input '" + SafeUrl.ofReference(new FlakeRef(input, "").show()) + "'"));
        }
    }

    private <T> FetchTask<T> start(Input input, InputAttrPath asker, FetchTask.Work<T> work) {
        FetchTask<T> task = new FetchTask<>(work, this::report);
        events.started(task, asker, input.show());
        return execute(task);
    }

    private <T> FetchTask<T> execute(FetchTask<T> task) {
        workers.execute(task);
        return task;
    }

    private void report() {
        synchronized (news) {
            done++;
            news.notifyAll();
        }
    }

    /**
     * Waits until something has ended that had not at the last call; meanwhile tells how the fetches go.
     *
     * @throws CancelledException if the thread is interrupted, which counts as a wish to stop
     */
    void awaitNews() throws CancelledException {
        boolean ended = false;
        while (!ended) {
            ended = awaitMoment();
            events.tell();
        }
    }

    /** Waits a moment, and not even that when something ends; says whether something has ended. */
    @SuppressWarnings("WaitNotInLoop") // the caller has the loop, and more to do in it
    private boolean awaitMoment() throws CancelledException {
        synchronized (news) {
            try {
                if (done == seen) {
                    news.wait(MOMENT_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(e);
            }
            boolean ended = done != seen;
            seen = done;
            return ended;
        }
    }

    @Override
    public void close() {
        List<FetchTask<?>> all = new ArrayList<>(lookups.values());
        all.addAll(fetches.values());
        all.addAll(others.values());
        workers.shutdownNow();
        all.forEach(FetchTask::cancel);
        if (isUnderWay(all.size())) {
            awaitEnd();
        }
    }

    private boolean isUnderWay(int started) {
        synchronized (news) {
            return done < started;
        }
    }

    /** Waits for the workers, but not for ever: one that ignores its cancellation must not keep the user waiting. */
    private void awaitEnd() {
        try {
            if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
