package dev.flakelock.fetcher.git;

import dev.flakelock.narhash.NarWriter;
import dev.flakelock.narhash.RawNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.FS;

/**
 * Which tracked files of a work tree differ from HEAD, and a hash that stands for the differences as Nix computes it:
 * SHA-512 over names and NARs of what is modified, then over the names of what is deleted.
 *
 * <p>Unlike {@link StatusScan}, which stops at the first difference, this finds them all; it is wanted only for
 * fingerprints.
 */
final class DirtyTree {

    private static final String NO_REV = "0".repeat(40);
    private static final int WORD = 8;
    private static final int BUFFER = 64 * 1024;

    private final Repository repository;
    private final DirCache index;
    private final SortedSet<byte[]> modified = new TreeSet<>(DirtyTree::compare);
    private final SortedSet<byte[]> deleted = new TreeSet<>(DirtyTree::compare);

    private DirtyTree(Repository repository, DirCache index) {
        this.repository = repository;
        this.index = index;
    }

    /**
     * What stands for a work tree with changes; nothing if there are submodules, whose changes do not count.
     *
     * @param flags what changes the tree of a commit, as in the fingerprint of one
     */
    static Optional<String> fingerprint(Repository repository, String flags) throws IOException {
        if (hasSubmodules(StatusScan.root(repository).resolve(Constants.DOT_GIT_MODULES))) {
            return Optional.empty();
        }
        ObjectId head = repository.resolve(Constants.HEAD);
        DirtyTree tree = new DirtyTree(repository, repository.readDirCache());
        tree.compareHeadWithIndex();
        tree.compareIndexWithDisk();
        return Optional.of((head == null ? NO_REV : head.name()) + flags + ";d=" + tree.hash());
    }

    private static boolean hasSubmodules(Path file) throws IOException {
        FileBasedConfig modules = new FileBasedConfig(file.toFile(), FS.DETECTED);
        try {
            modules.load();
        } catch (ConfigInvalidException e) {
            throw new IOException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
        return !modules.getSubsections("submodule").isEmpty();
    }

    private String hash() throws IOException {
        MessageDigest digest = sha512();
        for (byte[] path : modified) {
            string(digest, "modified:".getBytes(StandardCharsets.UTF_8));
            string(digest, absolute(path));
            nar(digest, RawPaths.resolve(StatusScan.root(repository), path));
        }
        for (byte[] path : deleted) {
            string(digest, "deleted:".getBytes(StandardCharsets.UTF_8));
            string(digest, absolute(path));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void compareHeadWithIndex() throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
            ObjectId head = repository.resolve(Constants.HEAD + "^{tree}");
            if (head == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(head);
            }
            walk.addTree(new DirCacheIterator(index));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                FileMode before = walk.getFileMode(0);
                FileMode after = walk.getFileMode(1);
                if (before != FileMode.GITLINK && after != FileMode.GITLINK) {
                    (after == FileMode.MISSING ? deleted : modified).add(walk.getRawPath());
                }
            }
        }
    }

    private void compareIndexWithDisk() throws IOException {
        DiskEntries disk = new DiskEntries(repository);
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            byte[] path = entry.getRawPath();
            if (entry.getFileMode() == FileMode.GITLINK) {
                continue;
            }
            if (entry.getStage() != DirCacheEntry.STAGE_0 || entry.isIntentToAdd()) {
                modified.add(path);
            }
            switch (disk.compare(entry, path)) {
                case GONE -> addDeleted(entry, path);
                case CHANGED -> modified.add(path);
                case UNCERTAIN -> {
                    if (ContentCheck.anyDiffers(repository, index, List.of(entry))) {
                        modified.add(path);
                    }
                }
                case SAME -> {}
            }
        }
    }

    private void addDeleted(DirCacheEntry entry, byte[] path) {
        if (!entry.isAssumeValid()) {
            modified.remove(path);
            deleted.add(path);
        }
    }

    /** Nix's order of paths: a directory comes directly before what is in it. */
    private static int compare(byte[] a, byte[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            // A char is signed where Nix compares it.
            int order = Byte.compare(a[i] == '/' ? 0 : a[i], b[i] == '/' ? 0 : b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static byte[] absolute(byte[] path) {
        byte[] absolute = new byte[path.length + 1];
        absolute[0] = '/';
        System.arraycopy(path, 0, absolute, 1, path.length);
        return absolute;
    }

    private static void string(MessageDigest digest, byte[] text) {
        digest.update(ByteBuffer.allocate(WORD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        digest.update(text);
        digest.update(new byte[(WORD - text.length % WORD) % WORD]);
    }

    private static void nar(MessageDigest digest, Path file) throws IOException {
        NarWriter nar = new NarWriter(digest::update);
        BasicFileAttributes attributes = DiskFile.attributes(file, DiskFile.hasModes(file));
        if (attributes.isSymbolicLink()) {
            nar.symlink(RawNames.target(Files.readSymbolicLink(file)));
        } else {
            regular(nar, file, attributes);
        }
        nar.finish();
    }

    private static void regular(NarWriter nar, Path file, BasicFileAttributes attributes) throws IOException {
        try (InputStream contents = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            nar.beginRegular(DiskFile.isExecutable(attributes), attributes.size());
            byte[] buffer = new byte[BUFFER];
            for (int n = contents.read(buffer); n > 0; n = contents.read(buffer)) {
                nar.contents(buffer, 0, n);
            }
            nar.endRegular();
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
