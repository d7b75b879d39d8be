package dev.flakelock.api;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.resolve.ForwardingListener;
import dev.flakelock.core.resolve.LockListener;

/** Has what a flake configures count for its own inputs. */
final class Configuring extends ForwardingListener {

    private final CallTools tools;

    Configuring(CallTools tools, LockListener listener) {
        super(listener);
        this.tools = tools;
    }

    @Override
    public void topFlake(Flake flake) throws FlakeException {
        if (!flake.config().isEmpty()) {
            tools.changeSettings(FlakeConfiguration.apply(tools.settings(), flake, this));
            configured(tools.settings());
        }
        super.topFlake(flake);
    }
}
