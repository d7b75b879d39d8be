package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.narhash.TreeHasher;
import java.io.IOException;

/** The files of a work tree or a commit, which can stand inside others as a submodule. */
interface GitFiles extends SourceTree {

    /** Pushes the whole tree, which is one directory, as one node. */
    void pushTo(TreeHasher hasher) throws IOException, FlakeException;
}
