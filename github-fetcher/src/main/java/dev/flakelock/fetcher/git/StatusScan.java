package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compares HEAD, the index and the disk as libgit2's status does with submodules excluded, which is what Nix asks.
 *
 * <p>A file whose size and times are those in the index is taken for unchanged without being read, unless it is as new
 * as the index itself (git's racy files). Everything else that looks different is read and compared by content after
 * line-end conversion.
 */
final class StatusScan {

    private final Repository repository;
    private final DirCache index;
    private final DiskEntries disk;
    private final List<byte[]> files = new ArrayList<>();
    private final Set<String> submodules = new TreeSet<>();
    private final List<DirCacheEntry> suspects = new ArrayList<>();
    private boolean dirty;

    private StatusScan(Repository repository, DirCache index) {
        this.repository = repository;
        this.index = index;
        this.disk = new DiskEntries(repository);
    }

    /** The status of the repository's work tree. */
    static WorkTreeStatus scan(Repository repository) throws IOException {
        StatusScan scan = new StatusScan(repository, repository.readDirCache());
        scan.compareIndexWithDisk();
        scan.compareHeadWithIndex();
        if (!scan.dirty && !scan.suspects.isEmpty()) {
            scan.dirty = ContentCheck.anyDiffers(repository, scan.index, scan.suspects);
        }
        return new WorkTreeStatus(scan.files, scan.submodules, scan.dirty);
    }

    private void compareIndexWithDisk() throws IOException {
        byte[] previous = new byte[0];
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            byte[] path = entry.getRawPath();
            if (entry.getStage() != DirCacheEntry.STAGE_0 || entry.isIntentToAdd()) {
                dirty = true;
            }
            if (!Arrays.equals(path, previous)) {
                compare(entry, path);
            }
            previous = path;
        }
    }

    private void compare(DirCacheEntry entry, byte[] path) throws IOException {
        if (entry.getFileMode() == FileMode.GITLINK) {
            submodules.add(new String(path, StandardCharsets.UTF_8));
            return;
        }
        switch (disk.compare(entry, path)) {
            // libgit2 does not look for an entry that is to be assumed unchanged.
            case GONE -> dirty |= !entry.isAssumeValid();
            case CHANGED -> {
                files.add(path);
                dirty = true;
            }
            case UNCERTAIN -> {
                files.add(path);
                suspects.add(entry);
            }
            case SAME -> files.add(path);
        }
    }

    private void compareHeadWithIndex() throws IOException {
        if (dirty) {
            return;
        }
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
            AnyObjectId head = headTree(repository);
            if (head == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(head);
            }
            walk.addTree(new DirCacheIterator(index));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (!dirty && walk.next()) {
                dirty = !isSubmodule(walk);
            }
        }
    }

    private static boolean isSubmodule(TreeWalk walk) {
        return walk.getFileMode(0) == FileMode.GITLINK || walk.getFileMode(1) == FileMode.GITLINK;
    }

    private static @Nullable ObjectId headTree(Repository repository) throws IOException {
        return repository.resolve(Constants.HEAD + "^{tree}");
    }

    /** The place of a work tree's files. */
    static Path root(Repository repository) {
        return repository.getWorkTree().toPath();
    }
}
