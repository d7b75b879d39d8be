package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Numbers of commits, each counted once. */
final class RevCounts {

    private static final String KIND = "gitrevcount";

    private final GitFacts facts;

    RevCounts(GitFacts facts) {
        this.facts = facts;
    }

    /** The number for a commit of a repository that has its history. */
    long of(Repository repository, ObjectId commit) throws IOException {
        // A shallow repository has a number of its own.
        if (LocalRepository.isShallow(repository)) {
            return History.count(repository, commit);
        }
        Optional<Long> known = known(commit.name());
        if (known.isPresent()) {
            return known.get();
        }
        long count = History.count(repository, commit);
        facts.put(KIND, commit.name(), Long.toString(count));
        return count;
    }

    /** The number, if it has been counted before. */
    Optional<Long> known(String commit) {
        return facts.get(KIND, commit).flatMap(RevCounts::parse);
    }

    /** The number for a commit of a repository that has its history, if it follows from what has been counted before. */
    Optional<Long> after(String commit, List<String> parents) {
        Optional<Long> known = known(commit);
        if (known.isPresent() || parents.size() > 1) {
            return known;
        }
        Optional<Long> before = parents.isEmpty() ? Optional.of(0L) : known(parents.get(0));
        before.ifPresent(count -> facts.put(KIND, commit, Long.toString(count + 1)));
        return before.map(count -> count + 1);
    }

    private static Optional<Long> parse(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
