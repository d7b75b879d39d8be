package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.TreeHasher;
import dev.flakelock.narhash.TreeLimitException;
import dev.flakelock.narhash.archive.TreeNode.DirectoryNode;
import dev.flakelock.narhash.archive.TreeNode.FileNode;
import dev.flakelock.narhash.archive.TreeNode.LinkNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree of an archive's members with Nix's rules: lexical names, later regular files over earlier ones, hard
 * links at the end, and the singleton directory stripped when everything is in.
 *
 * <p>The tree is held until the end. But when contents outgrow memory and this pass may fail ({@code streaming}), what
 * lies first in NAR order is pushed and forgotten, on the assumption that nothing before it is still to come; a member
 * that breaks it ends the pass with {@link OutOfOrderException}. A pass that must not fail spools contents instead.
 */
final class ArchiveTree implements MemberSink {
    private final ArchiveOptions options;
    private final ContentStore store;
    private final TreeHasher hasher;
    private final Emission emission;
    private final boolean streaming;
    private final DirectoryNode root = new DirectoryNode(new byte[0], null);
    private final TreeMap<List<byte[]>, List<byte[]>> hardLinks = new TreeMap<>(MemberPath::compare);
    private final ArrivalOrder arrivals = new ArrivalOrder();
    private @Nullable FileNode file;
    private boolean fileGoesThrough;
    private long fileStart;
    private long files;
    private int nodes;
    private long textSize;

    ArchiveTree(ArchiveOptions options, ContentStore store, boolean streaming) {
        this.options = options;
        this.store = store;
        this.streaming = streaming;
        this.hasher = new TreeHasher(options.keep(), options.limits(), "");
        this.emission = new Emission(hasher, store);
    }

    @Override
    public void warn(String warning) {
        hasher.warn(warning);
    }

    @Override
    public void begin(Member member) throws IOException {
        hasher.mtime(member.mtime);
        List<byte[]> path = MemberPath.of(member.name);
        switch (member.kind) {
            case HARD_LINK -> hardLink(path, member);
            case DIRECTORY -> {
                if (!path.isEmpty()) {
                    addDirectory(path);
                }
            }
            case SYMLINK -> addLink(path, member);
            case FILE -> beginFile(path, member);
        }
    }

    @Override
    public void data(byte[] bytes, int offset, int length) throws IOException {
        if (fileGoesThrough) {
            hasher.contents(bytes, offset, length);
        } else if (file != null) {
            if (store.end() - fileStart + length > options.limits().narSize()) {
                throw new TreeLimitException(
                        "tree is larger than the limit of " + options.limits().narSize() + " bytes");
            }
            store.append(bytes, offset, length);
        }
    }

    @Override
    public void endFile() throws IOException {
        if (file == null) {
            return;
        }
        if (fileGoesThrough) {
            fileGoesThrough = false;
            emission.endFile();
        } else {
            file.size = store.end() - file.position;
        }
        file = null;
    }

    /** Everything is in: the finished tree. */
    HashedTree finish() throws IOException {
        if (!emission.begun()) {
            for (var link : hardLinks.entrySet()) {
                makeHardLink(link.getKey(), link.getValue());
            }
            emission.begin(strippedRoot());
        }
        emission.rest();
        return hasher.finish();
    }

    private DirectoryNode strippedRoot() {
        return root.count() == 1 && root.firstChild() instanceof DirectoryNode only ? only : root;
    }

    private void addDirectory(List<byte[]> path) throws IOException {
        DirectoryNode parent = parentOf(path);
        byte[] name = last(path);
        TreeNode existing = parent.child(name);
        if (existing == null) {
            count(name.length);
            parent.put(new DirectoryNode(name, parent));
        } else if (!(existing instanceof DirectoryNode) && !staysForever(existing)) {
            throw conflict(path);
        }
        arrivals.directory(path);
    }

    private void addLink(List<byte[]> path, Member member) throws IOException {
        requireName(path, member);
        DirectoryNode parent = parentOf(path);
        byte[] name = last(path);
        TreeNode existing = parent.child(name);
        if (existing == null) {
            count(name.length + member.target.length);
            parent.put(new LinkNode(name, member.target));
        } else if (!staysForever(existing)
                && !(existing instanceof LinkNode same && Arrays.equals(same.target, member.target))) {
            throw conflict(path);
        }
        arrivals.leaf(path);
    }

    private void beginFile(List<byte[]> path, Member member) throws IOException {
        requireName(path, member);
        DirectoryNode parent = parentOf(path);
        byte[] name = last(path);
        arrivals.leaf(path);
        makeRoom(member.size, parent);
        FileNode fresh = new FileNode(name, member.executable, files++, store.end(), member.size);
        TreeNode existing = parent.child(name);
        if (existing == null) {
            count(name.length);
        } else if (!replaces(fresh, existing, path)) {
            return;
        }
        parent.put(fresh);
        file = fresh;
        fileStart = store.end();
        if (emission.begun() && member.size > store.memory() / 2) {
            push(() -> emission.upTo(fresh));
            fileGoesThrough = true;
        }
    }

    /**
     * Whether the file takes the place: a later regular file replaces an earlier one, a symlink and an empty directory;
     * the archive's first one does not replace a directory. Everything else depends on timing in Nix and is an error.
     */
    private boolean replaces(FileNode fresh, TreeNode existing, List<byte[]> path) throws NarException {
        if (existing instanceof FileNode old) {
            store.release(old.position, old.size);
            return true;
        }
        if (existing instanceof DirectoryNode old) {
            if (fresh.sequence == 0) {
                return false;
            }
            if (old.count() == 0) {
                return true;
            }
        } else if (fresh.sequence > 0) {
            return true;
        }
        throw conflict(path);
    }

    /** A regular file other than the archive's first is not replaced by directories and symlinks. */
    private static boolean staysForever(TreeNode existing) {
        return existing instanceof FileNode old && old.sequence > 0;
    }

    private DirectoryNode parentOf(List<byte[]> path) throws IOException {
        DirectoryNode parent = root;
        for (int i = 0; i < path.size() - 1; i++) {
            byte[] name = path.get(i);
            TreeNode child = parent.child(name);
            if (child == null) {
                count(name.length);
                MemberPath.check(name);
                child = new DirectoryNode(name, parent);
                parent.put(child);
            }
            if (!(child instanceof DirectoryNode next)) {
                throw conflict(path);
            }
            parent = next;
        }
        MemberPath.check(last(path));
        return parent;
    }

    private void hardLink(List<byte[]> path, Member member) throws IOException {
        if (emission.begun()) {
            throw new OutOfOrderException();
        }
        if (!path.isEmpty()) {
            count(member.name.length + member.target.length);
            hardLinks.put(path, MemberPath.of(member.target));
        }
    }

    private void makeHardLink(List<byte[]> path, List<byte[]> target) throws IOException {
        if (target.isEmpty() || find(path) != null) {
            return;
        }
        TreeNode linked = find(target);
        String context =
                "while creating a hard link from '" + MemberPath.text(path) + "' to '" + MemberPath.text(target) + "'";
        if (linked == null) {
            throw new NarException("path '" + MemberPath.text(target) + "' does not exist", context);
        }
        if (linked instanceof FileNode original) {
            parentOf(path).put(original.linked(last(path)));
        } else if (linked instanceof LinkNode original) {
            parentOf(path).put(new LinkNode(last(path), original.target));
        } else {
            throw new NarException("cannot create a hard link to a directory", context);
        }
    }

    private @Nullable TreeNode find(List<byte[]> path) {
        TreeNode node = root;
        for (byte[] name : path) {
            if (!(node instanceof DirectoryNode parent)) {
                return null;
            }
            node = parent.child(name);
        }
        return node;
    }

    /** Before contents of that size come: pushes what lies first, where this pass may assume that it does. */
    private void makeRoom(long size, DirectoryNode current) throws IOException {
        if (!streaming || store.makeRoom(Math.max(0, size))) {
            return;
        }
        if (!emission.begun()) {
            if (!arrivals.areSorted() || !hardLinks.isEmpty()) {
                return;
            }
            DirectoryNode top = strippedRoot();
            root.sealed = top != root;
            emission.begin(top);
        }
        push(() -> emission.untilHeld(store.memory() / 4, current));
    }

    /**
     * Pushes before everything is in. Should what is pushed make no legal tree, a pass that reads all of the archive first
     * finds out, as Nix does, whether there is something worse to tell.
     */
    private static void push(Push push) throws IOException {
        try {
            push.run();
        } catch (TreeLimitException e) {
            throw e;
        } catch (NarException e) {
            throw new OutOfOrderException();
        }
    }

    @FunctionalInterface
    private interface Push {
        void run() throws IOException;
    }

    private void count(int text) throws NarException {
        nodes++;
        textSize += text;
        if (nodes > options.limits().nodes()) {
            throw new TreeLimitException(
                    "tree has more than " + options.limits().nodes() + " entries, the limit");
        }
        if (textSize > options.limits().textSize()) {
            throw new TreeLimitException("names and links in the tree are longer than "
                    + options.limits().textSize() + " bytes, the limit");
        }
    }

    private static void requireName(List<byte[]> path, Member member) throws NarException {
        if (path.isEmpty()) {
            throw new NarException("file '" + Member.text(member.name) + "' in tarball would replace the whole tree");
        }
    }

    private static byte[] last(List<byte[]> path) {
        return path.get(path.size() - 1);
    }

    private static NarException conflict(List<byte[]> path) {
        return new NarException("archive has different kinds of files at '" + MemberPath.text(path) + "'");
    }
}
