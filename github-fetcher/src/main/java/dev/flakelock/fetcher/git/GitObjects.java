package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Single objects of a repository. */
final class GitObjects {

    private GitObjects() {}

    /** The contents of the file at a path of a tree; nothing if there is no file. */
    static Optional<byte[]> blobAt(Repository repository, AnyObjectId tree, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, tree.toObjectId())) {
            if (walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
                return Optional.empty();
            }
            return Optional.of(
                    repository.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
        }
    }
}
