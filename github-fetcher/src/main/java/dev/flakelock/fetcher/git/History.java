package dev.flakelock.fetcher.git;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Facts about commits, none of which needs more than the commits themselves. */
final class History {

    private History() {}

    /** The commit that an id names, through annotated tags. */
    static ObjectId commit(Repository repository, AnyObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id).copy();
        }
    }

    /** The committer's time, in seconds since 1970. */
    static long committedAt(Repository repository, AnyObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getCommitTime();
        }
    }

    /** The tree of a commit. */
    static ObjectId tree(Repository repository, AnyObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    /** How many commits are reachable from a commit, itself included, as {@code git rev-list --count} says. */
    static long count(Repository repository, AnyObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(commit));
            long count = 0;
            for (RevCommit next = walk.next(); next != null; next = walk.next()) {
                count++;
            }
            return count;
        }
    }
}
