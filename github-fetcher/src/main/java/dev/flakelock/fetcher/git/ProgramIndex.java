package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.nio.file.Path;

/** The index by way of the {@code git} program. */
final class ProgramIndex implements GitIndex {

    private final Path root;
    private final GitProgram git;

    ProgramIndex(Path root, GitProgram git) {
        this.root = root;
        this.git = git;
    }

    @Override
    public boolean isIgnored(String path) throws FlakeException {
        return git.run(root, "", "check-ignore", "--quiet", path).status() == 0;
    }

    @Override
    public void intendToAdd(String path) throws FlakeException {
        git.require(root, "", "add", "--intent-to-add", "--", path);
    }

    @Override
    public void commit(String path, String message) throws FlakeException {
        git.require(root, message, "commit", "-F", "-", "--", path);
    }
}
