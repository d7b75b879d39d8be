package dev.flakelock.narhash;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link HashedTree} of nodes that are pushed in NAR order: the writer for whoever walks a tree by itself (git
 * objects, an archive, a directory). The calls and their rules are those of {@link NarWriter}.
 *
 * <p>Git sorts a directory as if its name ended in a slash; sort each tree's entries by {@link
 * java.util.Arrays#compareUnsigned(byte[], byte[])} of the bare names before pushing them. Not thread-safe.
 */
public final class TreeHasher {
    private static final int MAX_WARNINGS = 1000;
    private static final byte[] ROOT_NAME = new byte[0];

    private final KeepRule keep;
    private final TreeLimits limits;
    private final NarHasher hasher;
    private final NarWriter nar;
    private final TreeListingBuilder listing = new TreeListingBuilder();
    private final EntryPath path = new EntryPath();
    private final Deque<Integer> directories = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private byte @Nullable [] kept;
    private int keptLength;
    private long keptTotal;
    private long newestMtime;

    /** Keeps what the rule says, within the default limits. */
    public TreeHasher(KeepRule keep) {
        this(keep, TreeLimits.DEFAULT, "");
    }

    /** Messages name paths below {@code root}. */
    public TreeHasher(KeepRule keep, TreeLimits limits, String root) {
        this(keep, limits, root, null);
    }

    TreeHasher(KeepRule keep, TreeLimits limits, String root, @Nullable ByteSink copy) {
        this.keep = keep;
        this.limits = limits;
        this.hasher = new NarHasher(root, copy);
        this.nar = hasher.nar();
    }

    /** Announces the next node of the directory. The array must not be changed afterwards. */
    public void entry(byte[] name) throws IOException {
        nar.entry(name);
        path.push(name);
    }

    /** Begins a directory. */
    public void beginDirectory() throws IOException {
        nar.beginDirectory();
        directories.push(add(NodeKind.DIRECTORY));
    }

    /** Ends the directory begun last. */
    public void endDirectory() throws IOException {
        nar.endDirectory();
        listing.close(directories.pop());
        leave();
    }

    /** A symlink. */
    public void symlink(byte[] target) throws IOException {
        nar.symlink(target);
        listing.contents(add(NodeKind.SYMLINK), target.clone());
        leave();
    }

    /** A whole regular file. */
    public void regular(boolean executable, byte[] contents) throws IOException {
        beginRegular(executable, contents.length);
        contents(contents, 0, contents.length);
        endRegular();
    }

    /** Begins a regular file of {@code size} bytes. */
    public void beginRegular(boolean executable, long size) throws IOException {
        nar.beginRegular(executable, size);
        if (size > limits.narSize() - nar.written()) {
            throw new TreeLimitException("tree is larger than the limit of " + limits.narSize() + " bytes");
        }
        int node = add(NodeKind.REGULAR);
        if (size <= limits.keptSize() - keptTotal && keep.keeps(path)) {
            kept = new byte[(int) size];
            keptLength = 0;
            keptTotal += size;
            listing.contents(node, kept);
        }
    }

    /** The next bytes of the regular file. */
    public void contents(byte[] bytes, int offset, int length) throws IOException {
        nar.contents(bytes, offset, length);
        if (kept != null) {
            System.arraycopy(bytes, offset, kept, keptLength, length);
            keptLength += length;
        }
    }

    /** Ends the regular file. */
    public void endRegular() throws IOException {
        nar.endRegular();
        kept = null;
        leave();
    }

    /** Takes a modification time, in seconds since 1970, into account. */
    public void mtime(long seconds) {
        newestMtime = Math.max(newestMtime, seconds);
    }

    /** Passes a warning on. */
    public void warn(String warning) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(warning);
        }
    }

    /**
     * The tree; nothing can be pushed afterwards.
     *
     * @throws IllegalStateException when the tree is not complete
     */
    public HashedTree finish() throws IOException {
        NarHash result = hasher.finish();
        return new HashedTree(result.hash(), result.size(), newestMtime, listing.build(), warnings);
    }

    private int add(NodeKind kind) throws NarException {
        if (listing.size() >= limits.nodes()) {
            throw new TreeLimitException("tree has more than " + limits.nodes() + " entries, the limit");
        }
        return listing.add(kind, directories.isEmpty() ? ROOT_NAME : path.name());
    }

    private void leave() {
        if (!directories.isEmpty()) {
            path.pop();
        }
    }
}
