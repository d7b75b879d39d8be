package dev.flakelock.fetcher.git;

import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.tree.Limits;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches inputs of type {@code git}, in one of three ways: a work tree as it is on disk, when neither a branch nor a
 * commit is asked for; a commit straight from a repository on this machine; or a commit from a server, by way of a copy
 * in the cache that has no more than what is needed.
 *
 * <p>Immutable and thread-safe.
 */
public final class GitFetcher implements InputFetcher {

    private final GitSetup setup;
    private final Submodules submodules;
    private final RemoteFetch remotes;

    /** A fetcher. */
    public GitFetcher(GitSetup setup) {
        this.setup = setup;
        this.submodules = new Submodules(this::fetch);
        this.remotes = new RemoteFetch(setup, submodules);
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        return fetch(new GitInput(input), context).tree(Limits.of(setup.settings()));
    }

    @Override
    public void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        GitLocation location = GitLocation.of(
                new GitInput(input).url(), setup.settings().environment().currentDirectory());
        Path directory = location.directory();
        if (directory == null) {
            throw new FlakeException("input '" + input.show() + "' cannot be written to");
        }
        new GitWorkTree(directory, setup.settings().environment()).putFile(path, change, commitMessage);
    }

    private GitResult fetch(GitInput input, FetchContext context) throws FlakeException {
        if (input.exportIgnore() && input.submodules()) {
            throw new FlakeException("exportIgnore and submodules are not supported together yet");
        }
        GitLocation location =
                GitLocation.of(input.url(), setup.settings().environment().currentDirectory());
        Path directory = location.directory();
        if (directory != null) {
            warnIfRelative(location, context);
            if (location.isMissing()) {
                throw new FlakeException("Git repository \"" + directory + "\" does not exist.");
            }
        }
        boolean isCommit = input.ref() != null || input.rev() != null;
        if (directory != null && location.isWorkTree() && !isCommit) {
            return workTree(input, directory, context);
        }
        GitRuntime.install();
        return directory != null && location.isWorkTree()
                ? new LocalCommitFetch(input, directory, setup, submodules).fetch(context)
                : remotes.fetch(input, location, context);
    }

    private GitResult workTree(GitInput input, Path root, FetchContext context) throws FlakeException {
        Optional<GitResult> clean = new CleanTreeFetch(input, root, setup.facts()).fetch();
        if (clean.isPresent()) {
            return clean.get();
        }
        GitRuntime.install();
        return new WorkTreeFetch(input, root, setup, submodules).fetch(context);
    }

    private static void warnIfRelative(GitLocation location, FetchContext context) {
        if (!location.url().startsWith("file:/")) {
            context.warn("Fetching Git repository '" + location.url()
                    + "', which uses a path relative to the current directory."
                    + " This is not supported and will stop working in a future release."
                    + " See https://github.com/NixOS/nix/issues/12281 for details.");
        }
    }
}
