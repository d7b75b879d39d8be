package dev.flakelock.fetcher.git;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A context that keeps warnings and is never cancelled. */
final class RecordingContext implements FetchContext {

    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<String> details = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();

    @Override
    public void detail(String message) {
        details.add(message);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void notice(String message) {
        notices.add(message);
    }

    @Override
    public void progress(FetchProgress progress) {
        // Not of interest.
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable hook) {
        return () -> {};
    }
}
