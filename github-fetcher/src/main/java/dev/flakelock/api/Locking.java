package dev.flakelock.api;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.core.resolve.VerifiedLock;
import java.util.Map;
import java.util.TreeMap;

/** The locking of one flake, or the check of its lock file: the resolver, set up by the settings, and the settings that the flake itself changes. */
final class Locking {

    private final CallTools tools;
    private final LockRequest request;
    private final LockListener listener;

    Locking(CallTools tools, LockRequest request, LockListener listener) {
        this.tools = tools;
        this.request = request;
        this.listener = listener;
    }

    LockedFlake run() throws FlakeException {
        return resolver().lock(bound(), request.applyConfig() ? new Configuring(tools, listener) : listener);
    }

    VerifiedLock verify() throws FlakeException {
        return resolver().verify(bound(), tools.commits(), listener);
    }

    private Resolver resolver() {
        return new Resolver(tools.schemes(), tools.lookup(), tools.reader(), tools.parallelism());
    }

    /** The request, with references that are fetched by the tools of this call, and with the settings of this call. */
    private LockRequest bound() {
        Map<InputAttrPath, FlakeRef> overrides = new TreeMap<>();
        request.overrides().forEach((path, ref) -> overrides.put(path, tools.bind(ref)));
        return request.toBuilder(tools.bind(request.flake()))
                .overrides(overrides)
                .settings(tools::lockSettings)
                .build();
    }
}
