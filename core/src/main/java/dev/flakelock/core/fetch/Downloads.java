package dev.flakelock.core.fetch;

import dev.flakelock.core.error.FlakeException;

/** Fetches single files for flakelock itself, such as the global flake registry. Thread-safe. */
public interface Downloads {

    /**
     * The contents of this URL. A cached copy is used while it is fresh, and with a warning when the server cannot
     * be reached.
     *
     * @throws FlakeException if it can neither be downloaded nor taken from the cache
     */
    byte[] download(String url, FetchContext context) throws FlakeException;
}
