package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches everything that a lock file names once more, at the same time, and compares. What is asked for is no more than
 * the place and the commit, so that nothing the lock file claims beside them has a say in what is found.
 *
 * <p>Used by one thread, once.
 */
final class LockVerifier {

    private static final Set<String> CLAIMS =
            Set.of("narHash", "lastModified", "revCount", "treeHash", "dirtyRev", "dirtyShortRev", Attrs.FINAL);

    /** What these name beside the place is part of the request, and comes back as it was asked for. */
    private static final Set<String> DOWNLOADS = Set.of("tarball", "file");

    private record Job(InputAttrPath path, Node.Pin pin, Input bare) {}

    private final FetchScope fetches;
    private final CommitLookup commits;
    private final LockListener listener;

    LockVerifier(FetchScope fetches, CommitLookup commits, LockListener listener) {
        this.fetches = fetches;
        this.commits = commits;
        this.listener = listener;
    }

    List<VerifiedInput> verify(LockFile lock) throws FlakeException {
        List<Job> jobs = jobs(lock);
        for (Job job : jobs) {
            fetches.fetch(job.bare(), true, job.path());
            place(job);
        }
        List<VerifiedInput> results = new ArrayList<>();
        for (Job job : jobs) {
            results.add(result(job));
        }
        return results;
    }

    private static List<Job> jobs(LockFile lock) {
        Map<String, Job> jobs = new LinkedHashMap<>();
        lock.edges().forEach((path, edge) -> {
            if (edge instanceof Edge.ToNode to) {
                Node.Pin pin = lock.node(to.key()).requirePin();
                Input locked = pin.locked().input();
                if (!locked.isRelative()) {
                    jobs.putIfAbsent(to.key(), new Job(path, pin, bare(locked)));
                }
            }
        });
        return List.copyOf(jobs.values());
    }

    private static Input bare(Input locked) {
        Attrs attrs = locked.attrs();
        for (String claim : CLAIMS) {
            boolean keep = DOWNLOADS.contains(locked.type()) && claim.equals("revCount");
            attrs = keep ? attrs : attrs.without(claim);
        }
        return locked.withAttrs(attrs);
    }

    private VerifiedInput result(Job job) throws FlakeException {
        Findings findings = new Findings(job.pin());
        @Nullable FlakeException failure = null;
        try {
            FetchedInput fetched = await(() -> fetches.fetch(job.bare(), true, job.path()));
            findings.compare(fetched.attrs(), fetched.tree().narHash());
        } catch (FlakeException e) {
            failure = e;
        }
        try {
            CommitLookup.Answer answer = await(() -> place(job));
            findings.place(answer, ref(job.pin()));
        } catch (FlakeException e) {
            failure = failure == null ? e : failure;
        }
        return new VerifiedInput(job.path(), job.pin().locked(), findings.list(), failure);
    }

    private @Nullable Fact<CommitLookup.Answer> place(Job job) {
        return fetches.run(
                List.of(job.pin(), "place"),
                context -> commits.find(job.pin().locked().input(), ref(job.pin()), context));
    }

    /** The branch or tag that the commit should be on; null for any. */
    private static @Nullable String ref(Node.Pin pin) {
        Input original = pin.original().input();
        if (original.ref() != null) {
            return original.ref();
        }
        boolean any = original.attrs().has("rev") || !original.isDirect();
        return any ? null : "HEAD";
    }

    /** Something that may still be under way. */
    private interface Pending<T> {
        @Nullable Fact<T> now();
    }

    private <T> T await(Pending<T> pending) throws FlakeException {
        @Nullable Fact<T> fact = pending.now();
        while (fact == null) {
            fetches.awaitNews();
            fact = pending.now();
        }
        fact.messages().forEach(message -> message.tell(listener));
        return fact.get();
    }
}
