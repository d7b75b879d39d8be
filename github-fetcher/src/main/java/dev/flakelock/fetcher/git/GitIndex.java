package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;

/** What is done to the index and the history of a work tree when a file has been put there. */
interface GitIndex {

    /** Whether git's rules make it ignore the file, which a tracked file never is. */
    boolean isIgnored(String path) throws FlakeException;

    /** Makes git know of the file, its contents unstaged; nothing if git knows it. */
    void intendToAdd(String path) throws FlakeException;

    /** Commits this file alone; what else is staged stays staged. */
    void commit(String path, String message) throws FlakeException;
}
