package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.disk.SeenRefs;
import dev.flakelock.fetcher.git.RemoteTransfer.Depth;
import dev.flakelock.fetcher.http.HttpFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one remote repository in the course of one fetch; each thing is asked for only if the copy does not
 * have it, or not freshly enough. To be used while the copy is locked.
 */
final class RemoteConversation {

    /**
     * A commit whose tree has been fetched.
     *
     * @param repository where it is
     * @param commit the commit
     * @param fetched what was fetched to get it: the commit, or a tag of it
     */
    record Tree(LocalRepository repository, ObjectId commit, ObjectId fetched) {}

    private static final String DEFAULT = "HEAD symbolic";

    private final String url;
    private final RemoteCopy copy;
    private final GitSetup setup;
    private final FetchContext context;
    private final Traffic traffic;
    private final Duration ttl;
    private final Instant now;
    private final RepeatedAnswers answers;
    private @Nullable String justSeen;

    RemoteConversation(String url, RemoteCopy copy, RepeatedAnswers answers, GitSetup setup, FetchContext context) {
        this.url = url;
        this.copy = copy;
        this.answers = answers;
        this.setup = setup;
        this.context = context;
        this.traffic = new Traffic(context);
        this.ttl = setup.settings().tarballTtl();
        this.now = setup.clock().instant();
    }

    /** The full name of a ref on a server: a short name means a branch. */
    static String fullName(String ref) {
        return ref.startsWith("refs/") || ref.equals("HEAD") ? ref : "refs/heads/" + ref;
    }

    /**
     * The branch that the remote's HEAD names, or the commit if it names none; {@code master} if nobody knows.
     *
     * @param wantsTip whether the tree of its tip is wanted, too, which one conversation can bring
     */
    String defaultRef(boolean wantsTip) throws FlakeException {
        Optional<SeenRefs.Seen> seen = copy.seen(DEFAULT);
        if (seen.isPresent() && seen.get().isFresh(ttl, now)) {
            return seen.get().value();
        }
        try {
            Optional<String> ref = talk(Depth.TREE, "HEAD", transfer -> head(transfer, wantsTip));
            if (ref.isPresent()) {
                return ref.get();
            }
        } catch (IOException e) {
            requireNotCancelled(e);
            if (seen.isPresent()) {
                context.warn("could not get HEAD ref for repository '" + RemoteErrors.withoutPassword(url)
                        + "'; using expired cached ref '" + seen.get().value() + "'");
                return seen.get().value();
            }
        }
        context.warn(
                "could not read HEAD ref from repo at '" + RemoteErrors.withoutPassword(url) + "', using 'master'");
        return "master";
    }

    private Optional<String> head(RemoteTransfer transfer, boolean wantsTip) throws IOException, FlakeException {
        Ref head = transfer.refs().get("HEAD");
        if (head == null) {
            return Optional.empty();
        }
        String ref = head.isSymbolic()
                ? head.getTarget().getName()
                : head.getObjectId().name();
        copy.remember(DEFAULT, ref, now);
        if (wantsTip) {
            keepTip(transfer, fullName(ref), head.getObjectId());
        }
        return Optional.of(ref);
    }

    private void keepTip(RemoteTransfer transfer, String ref, ObjectId id) throws IOException, FlakeException {
        if (ref.startsWith("refs/")) {
            if (!copy.has(Depth.TREE, id.name())) {
                transfer.fetch(List.of(id), context);
            }
            copy.remember(ref, id.name(), now);
            justSeen = ref;
        }
    }

    /** The commit that a ref is at. */
    Tree tip(String ref) throws FlakeException {
        String name = fullName(ref);
        Optional<SeenRefs.Seen> seen = copy.seen(name);
        boolean fresh = seen.isPresent() && (name.equals(justSeen) || seen.get().isFresh(ttl, now));
        if (fresh && copy.has(Depth.TREE, seen.get().value())) {
            return tree(Depth.TREE, seen.get().value());
        }
        try {
            return tree(Depth.TREE, fetchTip(name));
        } catch (IOException e) {
            requireNotCancelled(e);
            if (seen.isPresent() && copy.has(Depth.TREE, seen.get().value())) {
                context.notice(ErrorText.render(RemoteErrors.failed(url, e), ErrorText.Options.COLORED));
                context.warn("could not update local clone of Git repository '" + RemoteErrors.withoutPassword(url)
                        + "'; continuing with the most recent version");
                return tree(Depth.TREE, seen.get().value());
            }
            throw RemoteErrors.failed(url, e);
        }
    }

    private String fetchTip(String name) throws IOException, FlakeException {
        return talk(Depth.TREE, name, transfer -> tip(transfer, name)).orElseThrow(() -> RemoteErrors.noRef(name));
    }

    private Optional<String> tip(RemoteTransfer transfer, String name) throws IOException, FlakeException {
        Ref ref = transfer.refs().get(name);
        if (ref == null || ref.getObjectId() == null) {
            return Optional.empty();
        }
        ObjectId peeled = ref.getPeeledObjectId();
        // The commit of a tag may be there without the tag.
        boolean known = peeled != null && copy.has(Depth.TREE, peeled.name());
        ObjectId id = known ? peeled : ref.getObjectId();
        if (!copy.has(Depth.TREE, id.name())) {
            transfer.fetch(List.of(id), context);
        }
        copy.remember(name, id.name(), now);
        return Optional.of(id.name());
    }

    /**
     * A commit by its id.
     *
     * @param ref the ref that was asked for beside it, which decides about the error
     * @param allRefs whether everything may be fetched if the server does not give out single commits
     */
    Tree commit(String rev, @Nullable String ref, boolean allRefs) throws FlakeException {
        for (Depth depth : new Depth[] {Depth.TREE, Depth.ALL}) {
            if (copy.has(depth, rev)) {
                return tree(depth, rev);
            }
        }
        try {
            fetch(Depth.TREE, List.of(ObjectId.fromString(rev)));
            return tree(Depth.TREE, rev);
        } catch (IOException e) {
            requireAnswer(e);
            if (allRefs) {
                return commitOfAnyRef(rev);
            }
            if (ref != null && copy.seen(fullName(ref)).isPresent()) {
                throw new FlakeException(
                        "Cannot find Git revision '" + rev + "' in ref '" + ref + "' of repository '"
                                + RemoteErrors.withoutPassword(url)
                                + "'! Please make sure that the rev exists on the ref you've"
                                + " specified or add allRefs = true; to fetchGit.",
                        e);
            }
            throw RemoteErrors.failed(url, e);
        }
    }

    private Tree commitOfAnyRef(String rev) throws FlakeException {
        try {
            talk(Depth.ALL, "refs/", transfer -> {
                Collection<Ref> refs = transfer.refs().values();
                transfer.fetch(refs.stream().map(Ref::getObjectId).distinct().toList(), context);
                return Depth.ALL;
            });
            return tree(Depth.ALL, rev);
        } catch (IOException e) {
            requireNotCancelled(e);
            throw RemoteErrors.failed(url, e);
        }
    }

    private Tree tree(Depth depth, String rev) throws FlakeException {
        LocalRepository repository = copy.repository(depth);
        ObjectId id = ObjectId.fromString(rev);
        ObjectId commit = repository.use(open -> History.commit(open, id));
        return new Tree(repository, commit, id);
    }

    /** The number of commits up to this one. */
    long revCount(Tree tree) throws FlakeException {
        RevCounts counts = new RevCounts(setup.facts());
        Optional<Long> known = counts.known(tree.commit().name());
        if (known.isPresent()) {
            return known.get();
        }
        LocalRepository history = history(tree);
        if (history.use(LocalRepository::isShallow)) {
            throw CommitResult.shallow(RemoteErrors.withoutPassword(url));
        }
        return history.use(repository -> counts.of(repository, tree.commit()));
    }

    private LocalRepository history(Tree tree) throws FlakeException {
        for (Depth depth : new Depth[] {Depth.COMMITS, Depth.ALL}) {
            if (copy.has(depth, tree.commit().name())) {
                return copy.repository(depth);
            }
        }
        try {
            return fetchHistory(Depth.COMMITS, tree.fetched());
        } catch (IOException e) {
            requireAnswer(e);
            return fetchWholeHistory(tree.fetched());
        }
    }

    /** For servers that cannot leave anything out. */
    private LocalRepository fetchWholeHistory(ObjectId id) throws FlakeException {
        try {
            return fetchHistory(Depth.ALL, id);
        } catch (IOException e) {
            requireNotCancelled(e);
            throw RemoteErrors.failed(url, e);
        }
    }

    private LocalRepository fetchHistory(Depth depth, ObjectId id) throws IOException, FlakeException {
        fetch(depth, List.of(id));
        return copy.repository(depth);
    }

    private void fetch(Depth depth, List<ObjectId> ids) throws IOException, FlakeException {
        talk(depth, null, transfer -> {
            transfer.fetch(ids, context);
            return depth;
        });
    }

    /** What is said to a server and heard from it. */
    @FunctionalInterface
    private interface Talk<T> {
        T with(RemoteTransfer transfer) throws IOException, FlakeException;
    }

    /** Talks to the server; once more if it is no longer able to do what it was in an earlier run. */
    private <T> T talk(Depth depth, @Nullable String ref, Talk<T> talk) throws IOException, FlakeException {
        try (RemoteTransfer transfer = open(depth, ref)) {
            return talk.with(transfer);
        } catch (IOException e) {
            HttpFailure http = RemoteErrors.http(e);
            boolean understood = http == null || http.kind() != HttpFailure.Kind.TRANSIENT;
            if (context.isCancelled() || !understood || !answers.forget()) {
                throw e;
            }
        }
        try (RemoteTransfer transfer = open(depth, ref)) {
            return talk.with(transfer);
        }
    }

    private RemoteTransfer open(Depth depth, @Nullable String ref) throws IOException, FlakeException {
        traffic.lookingUp();
        return RemoteTransfer.open(
                new RemoteTransfer.Opening(setup, url, copy.repository(depth), traffic, answers, ref), depth);
    }

    /** A server that refuses a request for another reason than its contents refuses the next one, too. */
    private void requireAnswer(IOException cause) throws FlakeException {
        requireNotCancelled(cause);
        if (RemoteErrors.http(cause) != null) {
            throw RemoteErrors.failed(url, cause);
        }
    }

    private void requireNotCancelled(IOException cause) throws FlakeException {
        if (context.isCancelled()) {
            throw RemoteErrors.failed(url, cause);
        }
    }
}
