package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and compares them with the index, after line-end conversion as git's attributes and configuration say.
 * Filter programs are not run: libgit2 does not run them either.
 */
final class ContentCheck {

    private ContentCheck() {}

    static boolean anyDiffers(Repository repository, DirCache index, List<DirCacheEntry> entries) throws IOException {
        List<PathFilter> paths = new ArrayList<>();
        for (DirCacheEntry entry : entries) {
            paths.add(PathFilter.create(entry.getPathString()));
        }
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new WithoutFilterPrograms(repository, reader)) {
            walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
            FileTreeIterator disk = new FileTreeIterator(repository);
            disk.setWalkIgnoredDirectories(true);
            walk.addTree(disk);
            walk.addTree(new DirCacheIterator(index));
            disk.setDirCacheIterator(walk, 1);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.create(paths));
            int found = 0;
            while (walk.next()) {
                found++;
                if (differs(walk, reader)) {
                    return true;
                }
            }
            // A name that JGit cannot find on disk, since it is not UTF-8, cannot be called unchanged.
            return found < entries.size();
        }
    }

    private static boolean differs(TreeWalk walk, ObjectReader reader) throws IOException {
        WorkingTreeIterator file = walk.getTree(0, WorkingTreeIterator.class);
        DirCacheIterator entry = walk.getTree(1, DirCacheIterator.class);
        if (entry == null) {
            return false;
        }
        DirCacheEntry known = entry.getDirCacheEntry();
        return file == null
                || known == null
                || (!file.getEntryObjectId().equals(known.getObjectId()) && file.isModified(known, true, reader));
    }

    private static final class WithoutFilterPrograms extends TreeWalk {

        WithoutFilterPrograms(Repository repository, ObjectReader reader) {
            super(repository, reader);
        }

        @Override
        @SuppressWarnings("NullAway") // JGit is not annotated; null means that there is no filter.
        public @Nullable String getFilterCommand(String filterCommandType) {
            return null;
        }
    }
}
