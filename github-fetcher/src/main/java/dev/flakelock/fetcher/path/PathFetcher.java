package dev.flakelock.fetcher.path;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.AtomicFile;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.disk.WriteFailure;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.fetcher.tree.Limits;
import dev.flakelock.fetcher.tree.ListedTree;
import dev.flakelock.fetcher.tree.TreeErrors;
import dev.flakelock.narhash.DirectoryHasher;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.MissingPathException;
import dev.flakelock.narhash.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches inputs of type {@code path}: whatever lies at an absolute path of this machine.
 *
 * <p>The tree is read once, completely: Nix copies it to its store at this point, so that a tree which cannot be copied
 * fails here, and what is read of it later is what was hashed.
 */
public final class PathFetcher implements InputFetcher {

    private static final Pattern STORE_SOURCE = Pattern.compile("/nix/store/[0-9a-z]{32}-source");

    private final DirectoryHasher hasher;

    /** A fetcher with Nix's {@code use-case-hack} and the bounds of these settings. */
    public PathFetcher(Settings settings) {
        this.hasher = new DirectoryHasher().withCaseHack(settings.useCaseHack()).within(Limits.of(settings));
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        Path root = directory(input);
        refuseLinksAbove(root);
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new FlakeException("path '" + shown(root) + "' does not exist");
        }
        context.progress(new FetchProgress(FetchProgress.Activity.HASHING, 0, -1));
        HashedTree tree = hash(root);
        ListedTree files = ListedTree.of(tree, StorePath.ofSource(tree.narHash()), path -> read(root, path));
        return FetchedTree.hashed(found(input.attrs(), root, tree), files, tree.narHash())
                .withFingerprint(() -> "path:" + tree.narHash().toSri());
    }

    @Override
    public void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        Path file = directory(input).resolve(path);
        try {
            AtomicFile.replace(file, change);
        } catch (IOException e) {
            throw WriteFailure.of(file, change.after(), e);
        }
    }

    private static Path directory(Input input) throws FlakeException {
        String written = input.attrs().text("path");
        if (written == null || !written.startsWith("/")) {
            throw new FlakeException("cannot fetch input '" + input.show() + "' because it uses a relative path");
        }
        return Path.of(written).normalize();
    }

    private HashedTree hash(Path root) throws FlakeException {
        try {
            return hasher.hash(root);
        } catch (MissingPathException e) {
            // With two slashes, as Nix shows what is below the root of a file system.
            throw new FlakeException("path '/" + e.path() + "' does not exist", e);
        } catch (IOException e) {
            throw TreeErrors.unreadable(root.toString(), e);
        }
    }

    private static Attrs found(Attrs asked, Path root, HashedTree tree) {
        if (asked.has("lastModified")) {
            return asked;
        }
        // Trees in the store have lost their times; Nix takes no notice of the one that they all have.
        boolean inStore = STORE_SOURCE.matcher(root.toString()).matches();
        return asked.with("lastModified", inStore ? 0 : tree.newestMtime());
    }

    private static void refuseLinksAbove(Path root) throws FlakeException {
        for (Path parent = root.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isSymbolicLink(parent)) {
                throw new FlakeException("path '" + shown(parent) + "' is a symlink");
            }
        }
    }

    /** A path that cannot be read, as Nix shows it: below the root of the file system, to which it has its own slash. */
    private static String shown(Path path) {
        return "/" + path;
    }

    private static byte[] read(Path root, String path) throws FlakeException {
        Path file = path.isEmpty() ? root : root.resolve(path);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw TreeErrors.unreadable(file.toString(), e);
        }
    }
}
