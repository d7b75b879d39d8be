package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.TreeHasher;
import dev.flakelock.narhash.archive.TreeNode.DirectoryNode;
import dev.flakelock.narhash.archive.TreeNode.FileNode;
import dev.flakelock.narhash.archive.TreeNode.LinkNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Pushes a tree in NAR order, all at once or a node at a time while the rest of it is still growing. */
final class Emission {
    private final TreeHasher hasher;
    private final ContentStore store;
    /** The directories that have been begun and not ended, the innermost first. */
    private final Deque<DirectoryNode> open = new ArrayDeque<>();

    private boolean begun;

    Emission(TreeHasher hasher, ContentStore store) {
        this.hasher = hasher;
        this.store = store;
    }

    boolean begun() {
        return begun;
    }

    void begin(DirectoryNode root) throws IOException {
        begun = true;
        hasher.beginDirectory();
        open.push(root);
    }

    /** Pushes everything that is left. */
    void rest() throws IOException {
        while (!open.isEmpty()) {
            step();
        }
    }

    /**
     * Pushes nodes until no more than that much is held, but ends no directory that members still come into. When they
     * come outside of the tree, all of it is pushed; then whoever adds them finds that their directory is sealed.
     */
    void untilHeld(long limit, DirectoryNode current) throws IOException {
        while (store.held() > limit && !open.isEmpty() && (hasNext() || !contains(current))) {
            step();
        }
    }

    /** Pushes everything before the file and begins it; its contents go straight into the hasher. */
    void upTo(FileNode file) throws IOException {
        while (open.element().firstChild() != file) {
            step();
        }
        hasher.entry(file.name);
        hasher.beginRegular(file.executable, file.size);
        open.element().pushing(file);
        open.element().remove(file);
    }

    /** Ends the file begun by {@link #upTo}. */
    void endFile() throws IOException {
        hasher.endRegular();
    }

    private boolean hasNext() {
        return open.element().count() > 0;
    }

    private boolean contains(DirectoryNode current) {
        for (DirectoryNode at = current; at != null; at = at.parent) {
            if (at == open.element()) {
                return true;
            }
        }
        return false;
    }

    private void step() throws IOException {
        DirectoryNode directory = open.element();
        TreeNode child = directory.firstChild();
        if (child == null) {
            end(directory);
            return;
        }
        hasher.entry(child.name);
        directory.pushing(child);
        if (child instanceof DirectoryNode inner) {
            hasher.beginDirectory();
            open.push(inner);
            return;
        }
        if (child instanceof FileNode file) {
            hasher.beginRegular(file.executable, file.size);
            store.push(file.position, file.size, hasher);
            hasher.endRegular();
            if (file.exclusive) {
                store.release(file.position, file.size);
            }
        } else if (child instanceof LinkNode link) {
            hasher.symlink(link.target);
        }
        directory.remove(child);
    }

    private void end(DirectoryNode directory) throws IOException {
        hasher.endDirectory();
        directory.sealed = true;
        open.pop();
        if (!open.isEmpty()) {
            open.element().remove(directory);
        }
    }
}
