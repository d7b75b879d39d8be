package dev.flakelock.narhash.archive;

import java.io.IOException;
import java.io.InputStream;

/** Where an archive comes from when it can be read more than once: a file, or a request that can be repeated. */
@FunctionalInterface
public interface ArchiveSource {
    /** The body from its first byte; the reader closes it. Called once, or twice when the first pass was in vain. */
    InputStream open() throws IOException;
}
