package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.Resolution;

/** Finds out what an indirect input means. May block. Thread-safe. */
@FunctionalInterface
public interface RegistryLookup {

    /**
     * Looks an input up; see {@link dev.flakelock.core.registry.Registries#resolve(Input, RegistryScope, FetchContext)}.
     *
     * @throws FlakeException if no registry knows it, or if lookups are not allowed
     */
    Resolution resolve(Input indirect, RegistryScope scope, FetchContext context) throws FlakeException;
}
