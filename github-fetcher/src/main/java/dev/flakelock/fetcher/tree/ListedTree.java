package dev.flakelock.fetcher.tree;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.NodeKind;
import dev.flakelock.narhash.TreeListing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tree of which the paths, the symbolic links and some files are known. A regular file that was not kept is read
 * again from where the tree came from, which may be slow.
 */
public final class ListedTree implements SourceTree {

    /** Reads a tree once more for a file that was not kept. */
    @FunctionalInterface
    public interface Rereader {

        /**
         * The contents of the regular file at this path.
         *
         * @throws FlakeException if the tree can no longer be read
         */
        byte[] read(String path) throws FlakeException;
    }

    private final TreeListing listing;
    private final String shownRoot;
    private final Rereader rereader;
    private final Map<String, byte[]> reread = new ConcurrentHashMap<>();

    /**
     * A tree.
     *
     * @param listing what is in it
     * @param shownRoot the root as users see it, {@code /nix/store/…-source} for example
     * @param rereader reads the files that were not kept
     */
    public ListedTree(TreeListing listing, String shownRoot, Rereader rereader) {
        this.listing = listing;
        this.shownRoot = shownRoot;
        this.rereader = rereader;
    }

    /** A tree that was just hashed. */
    public static ListedTree of(HashedTree tree, String shownRoot, Rereader rereader) {
        return new ListedTree(tree.listing(), shownRoot, rereader);
    }

    @Override
    public Optional<Kind> kind(String path) {
        return listing.kind(path).map(ListedTree::kindOf);
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        NodeKind kind = listing.kind(path).orElseThrow(() -> missing(path));
        if (kind != NodeKind.REGULAR) {
            throw new FlakeException("path '" + show(path) + "' is not a regular file");
        }
        Optional<byte[]> kept = listing.contents(path);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] again = reread.get(path);
        if (again == null) {
            again = rereader.read(path);
            reread.put(path, again);
        }
        return again.clone();
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        byte[] target = listing.target(path)
                .orElseThrow(() -> new FlakeException("path '" + show(path) + "' is not a symlink"));
        return new String(target, StandardCharsets.UTF_8);
    }

    @Override
    public String show(String path) {
        return path.isEmpty() ? shownRoot : shownRoot + "/" + path;
    }

    private static Kind kindOf(NodeKind kind) {
        return switch (kind) {
            case REGULAR -> Kind.REGULAR;
            case DIRECTORY -> Kind.DIRECTORY;
            case SYMLINK -> Kind.SYMLINK;
        };
    }
}
