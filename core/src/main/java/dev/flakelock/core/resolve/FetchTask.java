package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a thread of its own, and the context that it runs in. Thread-safe.
 *
 * @param <T> what comes of it
 */
final class FetchTask<T> implements FetchContext, Runnable {

    /** The work. */
    interface Work<T> {
        T run(FetchContext context) throws FlakeException;
    }

    private final Work<T> work;
    private final Runnable whenDone;
    private final List<Message> messages = new ArrayList<>();
    private final Queue<String> details = new ConcurrentLinkedQueue<>();
    private final Set<Runnable> hooks = new LinkedHashSet<>();
    private boolean cancelled;
    private volatile @Nullable Fact<T> outcome;
    private volatile @Nullable Throwable defect;
    private volatile @Nullable FetchProgress progress;

    FetchTask(Work<T> work, Runnable whenDone) {
        this.work = work;
        this.whenDone = whenDone;
    }

    @Override
    public void run() {
        try {
            outcome = attempt();
        } catch (Throwable e) {
            // Whoever waits for it has to learn of it, or would wait for ever. A library in Kotlin throws what no
            // method declares: OkHttp an InterruptedException, when it is interrupted.
            defect = e;
        } finally {
            whenDone.run();
        }
    }

    private Fact<T> attempt() {
        try {
            T value = work.run(this);
            return new Fact<>(value, null, messages());
        } catch (FlakeException e) {
            return new Fact<>(null, e, messages());
        }
    }

    /** What came of it, or null while it is under way. A defect of the program, or a lack of memory, is thrown. */
    @Nullable Fact<T> outcome() {
        Throwable thrown = defect;
        if (thrown instanceof VirtualMachineError lacking) {
            throw lacking;
        }
        if (thrown != null) {
            throw new IllegalStateException("a fetch broke down", thrown);
        }
        return outcome;
    }

    /** Whether it is over, one way or another. */
    boolean hasEnded() {
        return outcome != null || defect != null;
    }

    /** The details that have come up since the last call. */
    List<String> takeDetails() {
        List<String> taken = new ArrayList<>();
        for (String detail = details.poll(); detail != null; detail = details.poll()) {
            taken.add(detail);
        }
        return taken;
    }

    /** How far it is, or null if it has not said. */
    @Nullable FetchProgress lastProgress() {
        return progress;
    }

    /** Makes it end soon. */
    void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            cancelled = true;
            toRun = List.copyOf(hooks);
            hooks.clear();
        }
        toRun.forEach(Runnable::run);
    }

    @Override
    public synchronized void warn(String message) {
        messages.add(Message.warning(message));
    }

    @Override
    public synchronized void notice(String message) {
        messages.add(Message.notice(message));
    }

    @Override
    public void detail(String message) {
        details.add(message);
    }

    private synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void progress(FetchProgress news) {
        progress = news;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable hook) {
        synchronized (this) {
            if (!cancelled) {
                hooks.add(hook);
                return () -> forget(hook);
            }
        }
        hook.run();
        return () -> {};
    }

    private synchronized void forget(Runnable hook) {
        hooks.remove(hook);
    }
}
