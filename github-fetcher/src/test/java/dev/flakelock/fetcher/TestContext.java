package dev.flakelock.fetcher;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import java.util.ArrayList;
import java.util.List;

/** A context that keeps warnings and is never cancelled. */
final class TestContext implements FetchContext {

    private final List<String> warnings = new ArrayList<>();

    List<String> warnings() {
        return warnings;
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void progress(FetchProgress progress) {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable hook) {
        return () -> {};
    }
}
