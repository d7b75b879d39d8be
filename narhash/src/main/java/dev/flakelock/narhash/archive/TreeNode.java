package dev.flakelock.narhash.archive;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node of the tree that an archive makes, before it is pushed into the NAR. */
abstract class TreeNode {
    final byte[] name;

    TreeNode(byte[] name) {
        this.name = name;
    }

    /** A regular file whose contents are in the store. */
    static final class FileNode extends TreeNode {
        final boolean executable;
        /** Number among the regular files of the archive, from 0 on; decides between nodes of one path. */
        final long sequence;

        final long position;
        long size;
        /** Nothing else needs these contents. */
        boolean exclusive = true;

        FileNode(byte[] name, boolean executable, long sequence, long position, long size) {
            super(name);
            this.executable = executable;
            this.sequence = sequence;
            this.position = position;
            this.size = size;
        }

        /** A hard link: the same contents at another name. */
        FileNode linked(byte[] linkName) {
            exclusive = false;
            FileNode link = new FileNode(linkName, executable, 0, position, size);
            link.exclusive = false;
            return link;
        }
    }

    /** A symlink. */
    static final class LinkNode extends TreeNode {
        final byte[] target;

        LinkNode(byte[] name, byte[] target) {
            super(name);
            this.target = target;
        }
    }

    /** A directory; its children in NAR order, without those that have been pushed already. */
    static final class DirectoryNode extends TreeNode {
        final @Nullable DirectoryNode parent;
        /** Made for the first child only: most directories of a hostile archive have none. */
        private @Nullable TreeMap<byte[], TreeNode> children;

        /** The child pushed last; every other child must come after it. Null when none has been pushed. */
        private byte @Nullable [] pushed;
        /** Nothing can be added any more. */
        boolean sealed;

        DirectoryNode(byte[] name, @Nullable DirectoryNode parent) {
            super(name);
            this.parent = parent;
        }

        @Nullable TreeNode child(byte[] childName) {
            return children == null ? null : children.get(childName);
        }

        @Nullable TreeNode firstChild() {
            return children == null || children.isEmpty()
                    ? null
                    : children.firstEntry().getValue();
        }

        int count() {
            return children == null ? 0 : children.size();
        }

        /** Adds a child or replaces the one of its name. */
        void put(TreeNode child) throws OutOfOrderException {
            if (sealed || (pushed != null && Arrays.compareUnsigned(child.name, pushed) <= 0)) {
                throw new OutOfOrderException();
            }
            if (children == null) {
                children = new TreeMap<>(Arrays::compareUnsigned);
            }
            children.put(child.name, child);
        }

        /** The child is in the NAR, or at least its beginning. */
        void pushing(TreeNode child) {
            pushed = child.name;
        }

        void remove(TreeNode child) {
            if (children != null) {
                children.remove(child.name);
            }
        }
    }
}
