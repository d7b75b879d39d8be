package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.settings.Settings;

/** A listener that passes everything on to another one; for those who have something to add to some of it. */
public abstract class ForwardingListener implements LockListener {

    private final LockListener to;

    /** Passes everything on to this listener. */
    protected ForwardingListener(LockListener to) {
        this.to = to;
    }

    @Override
    public void warning(String message) {
        to.warning(message);
    }

    @Override
    public void notice(String message) {
        to.notice(message);
    }

    @Override
    public void fetching(FetchEvent event) {
        to.fetching(event);
    }

    @Override
    public void topFlake(Flake flake) throws FlakeException {
        to.topFlake(flake);
    }

    @Override
    public void configured(Settings settings) {
        to.configured(settings);
    }

    @Override
    public boolean ask(String question) {
        return to.ask(question);
    }
}
