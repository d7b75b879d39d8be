package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Files that are kept outside of git, behind pointers. */
interface LfsFiles {

    /** None. */
    LfsFiles NONE = (path, blob) -> Optional.empty();

    /** A file. */
    interface Stored {
        long size();

        InputStream open() throws IOException;

        byte[] read() throws FlakeException;
    }

    /** The file behind a blob, if the blob is a pointer and the path one of those that are kept outside. */
    Optional<Stored> behind(String path, byte[] blob) throws FlakeException;

    static LfsFiles of(LocalRepository repository, ObjectId tree, String url, GitSetup setup, FetchContext context)
            throws FlakeException {
        return NONE;
    }
}
