package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.ref.Input;
import org.jspecify.annotations.Nullable;

/** Finds out what an indirect input means. May block. Thread-safe. */
@FunctionalInterface
public interface RegistryLookup {

    /**
     * What an indirect input means.
     *
     * @param input the direct input
     * @param dir the directory that the registry entry names, or null if it names none
     */
    record Resolved(Input input, @Nullable String dir) {}

    /**
     * Looks an input up.
     *
     * @throws FlakeException if no registry knows it, or if lookups are not allowed
     */
    Resolved resolve(Input indirect, RegistryScope scope, FetchContext context) throws FlakeException;
}
