package dev.flakelock.core.resolve;

import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.Resolution;
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

    private record Lookup(Input input, RegistryScope scope) {}

    private final RegistryLookup registries;
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
     */
    FetchScope(RegistryLookup registries, int parallelism) {
        this.registries = registries;
        this.workers = Executors.newFixedThreadPool(parallelism, daemons());
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "flakelock-fetch-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What an indirect input means; null while that is being found out, which this call starts. */
    @Nullable Fact<Resolution> resolve(Input indirect, RegistryScope scope) {
        return lookups.computeIfAbsent(
                        new Lookup(indirect, scope),
                        key -> start(context -> registries.resolve(indirect, scope, context)))
                .outcome();
    }

    /**
     * The tree of a direct input; null while it is being fetched, which this call starts.
     *
     * @param hash whether to hash the tree as well
     */
    @Nullable Fact<FetchedInput> fetch(Input direct, boolean hash) {
        return fetches.computeIfAbsent(direct, input -> start(context -> fetchNow(input, hash, context)))
                .outcome();
    }

    /**
     * What comes of some other work; null while it is under way, which this call starts.
     *
     * @param key stands for the work, which is the same each time
     */
    @SuppressWarnings("unchecked") // the same key always comes with the same work
    <T> @Nullable Fact<T> run(Object key, FetchTask.Work<T> work) {
        FetchTask<T> task = (FetchTask<T>) others.computeIfAbsent(key, unused -> start(work));
        return task.outcome();
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
            throw e.addTrace(Trace.of("while fetching the input '" + new FlakeRef(input, "").show() + "'"));
        }
    }

    private <T> FetchTask<T> start(FetchTask.Work<T> work) {
        FetchTask<T> task = new FetchTask<>(work, this::report);
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
     * Waits until something has ended that had not at the last call.
     *
     * @throws CancelledException if the thread is interrupted, which counts as a wish to stop
     */
    void awaitNews() throws CancelledException {
        synchronized (news) {
            try {
                while (done == seen) {
                    news.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(e);
            }
            seen = done;
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
