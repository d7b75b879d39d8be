package dev.flakelock.fetcher.hg;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.tree.Limits;
import dev.flakelock.fetcher.tree.ListedTree;
import dev.flakelock.fetcher.tree.TreeErrors;
import dev.flakelock.narhash.DirectoryHasher;
import dev.flakelock.narhash.HashedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Fetches inputs of type {@code hg} through the {@code hg} program, as Nix does: a work tree with changes as it is on
 * disk, anything else by way of a clone in the cache. Thread-safe.
 */
public final class MercurialFetcher implements InputFetcher {

    private final Settings settings;
    private final MercurialClones clones;

    /** A fetcher that keeps its clones in this directory, and notes by this clock when they are used. */
    public MercurialFetcher(Settings settings, Path cacheDirectory, InstantSource clock) {
        this.settings = settings;
        this.clones = new MercurialClones(cacheDirectory, clock);
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        String text = input.attrs().text("url");
        FlakeUrl url = FlakeUrl.parse(text == null ? "" : text);
        boolean local = url.scheme().equals("file");
        boolean asIs = local && input.ref() == null && !input.attrs().has("rev");
        if (asIs && isDirty(Path.of(url.filePath()), context)) {
            return workTree(input, url.filePath(), context);
        }
        return commit(input, local ? url.filePath() : url.toString(), context);
    }

    private DirectoryHasher hasher() {
        return new DirectoryHasher().within(Limits.of(settings));
    }

    private static boolean isDirty(Path tree, FetchContext context) throws FlakeException {
        return Files.exists(tree.resolve(".hg"))
                && !HgProgram.run(context, "status", "-R", tree.toString(), "--modified", "--added", "--removed")
                        .isEmpty();
    }

    private FetchedTree workTree(Input input, String path, FetchContext context) throws FlakeException {
        // Nix quotes the path twice, and leaves it as the URL has it.
        String unclean = "Mercurial tree '\"" + path + "\"' is unclean";
        Path tree = Path.of(path);
        if (!settings.allowDirty()) {
            throw new FlakeException(unclean);
        }
        if (settings.warnDirty()) {
            context.warn(unclean);
        }
        String branch = HgProgram.run(context, "branch", "-R", tree.toString()).stripTrailing();
        Attrs found = input.attrs().with("ref", branch);
        HashedTree hashed = hash(hasher().filteredBy(TrackedFiles.of(tree, context)), tree);
        return fetched(input.withAttrs(found), hashed, file -> read(tree.resolve(file)));
    }

    private FetchedTree commit(Input input, String url, FetchContext context) throws FlakeException {
        context.progress(new FetchProgress(FetchProgress.Activity.DOWNLOADING, 0, -1));
        String asked = input.attrs().text("rev");
        String ref = input.ref() == null ? "default" : input.ref();
        Optional<String> seen = asked == null ? clones.seen(url, ref, settings.tarballTtl()) : Optional.empty();
        String rev = seen.orElse(asked);
        Path clone = clones.update(url, rev, context);
        String[] facts = facts(clone, rev == null ? ref : rev, context);
        if (rev == null) {
            clones.remember(url, ref, facts[0]);
        }
        // Of a ref that it has looked up lately Nix does not find out again which branch that is.
        Attrs found = input.attrs()
                .with("rev", facts[0])
                .with("ref", seen.isPresent() ? ref : facts[2])
                .with("revCount", Long.parseLong(facts[1]));
        HashedTree tree = clones.archive(clone, facts[0], context, directory -> hash(hasher(), directory));
        return fetched(input.withAttrs(found), tree, path -> clones.file(clone, facts[0], path, context));
    }

    /** The id of a commit, its number, and its branch. */
    private static String[] facts(Path clone, String name, FetchContext context) throws FlakeException {
        String said = HgProgram.run(
                context, "log", "-R", clone.toString(), "-r", name, "--template", "{node}\n{rev}\n{branch}");
        String[] facts = said.split("\n", 3);
        if (facts.length != 3) {
            throw new FlakeException("hg does not say what '" + name + "' is");
        }
        return facts;
    }

    private static FetchedTree fetched(Input input, HashedTree tree, ListedTree.Rereader rereader) {
        ListedTree files = ListedTree.of(tree, "«" + input.show() + "»", rereader);
        return FetchedTree.hashed(input.attrs(), files, tree.narHash());
    }

    private HashedTree hash(DirectoryHasher hasher, Path root) throws FlakeException {
        try {
            return hasher.withCaseHack(settings.useCaseHack()).hash(root);
        } catch (IOException e) {
            throw TreeErrors.unreadable(root.toString(), e);
        }
    }

    private static byte[] read(Path file) throws FlakeException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw TreeErrors.unreadable(file.toString(), e);
        }
    }
}
