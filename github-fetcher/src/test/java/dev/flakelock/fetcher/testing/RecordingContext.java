package dev.flakelock.fetcher.testing;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A fetch context that remembers what it was told and can be cancelled. */
public final class RecordingContext implements FetchContext {

    private final List<String> warnings = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Set<Runnable> hooks = new LinkedHashSet<>();
    private boolean cancelled;
    private long bytes;

    @Override
    public synchronized void warn(String message) {
        warnings.add(message);
    }

    @Override
    public synchronized void notice(String message) {
        notices.add(message);
    }

    @Override
    public synchronized void progress(FetchProgress progress) {
        bytes = Math.max(bytes, progress.bytes());
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable hook) {
        // Each registration is one of its own, even of the same hook.
        Runnable own = new Hook(hook);
        boolean now;
        synchronized (this) {
            now = cancelled;
            if (!now) {
                hooks.add(own);
            }
        }
        if (now) {
            own.run();
        }
        return () -> forget(own);
    }

    /** Says that the result is no longer wanted. */
    public void cancel() {
        List<Runnable> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(hooks);
            hooks.clear();
        }
        all.forEach(Runnable::run);
    }

    /** The warnings so far. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The lines so far that are no warnings. */
    public synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    /** How many hooks are registered and neither run nor closed. */
    public synchronized int openHooks() {
        return hooks.size();
    }

    /** The most bytes that any progress told of. */
    public synchronized long bytes() {
        return bytes;
    }

    private static final class Hook implements Runnable {

        private final Runnable hook;

        Hook(Runnable hook) {
            this.hook = hook;
        }

        @Override
        public void run() {
            hook.run();
        }
    }

    private synchronized void forget(Runnable hook) {
        hooks.remove(hook);
    }
}
