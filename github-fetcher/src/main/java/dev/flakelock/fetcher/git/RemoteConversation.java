package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.git.RemoteTransfer.Depth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        this.ttl = RemoteCopy.bounded(setup.settings().tarballTtl());
        this.now = setup.clock().instant();
    }

    /** The full name of a ref on a server: a short name means a branch. */
    static String fullName(String ref) {
        return ref.startsWith("refs/") || ref.equals("HEAD") ? ref : "refs/heads/" + ref;
    }

    /** The error for everything that a server or the way to it may have against a fetch. */
    static FlakeException failed(String url, @Nullable Exception cause) {
        String message = "Failed to fetch git repository '" + withoutPassword(url) + "'";
        if (cause == null || cause.getMessage() == null) {
            return new FlakeException(message);
        }
        return new FlakeException(message, cause).hint(withoutToken(withoutPassword(cause.getMessage())));
    }

    /** A URL that git's configuration puts in the place of another one may have a token for a user name. */
    private static String withoutToken(String text) {
        return text.replaceAll("(https?://)[^/@\\s]*@", "$1***@");
    }

    static String withoutPassword(String text) {
        return text.replaceAll("(://[^/@:\\s]*):[^/@\\s]*@", "$1@");
    }

    /**
     * The branch that the remote's HEAD names, or the commit if it names none; {@code master} if nobody knows.
     *
     * @param wantsTip whether the tree of its tip is wanted, too, which one conversation can bring
     */
    String defaultRef(boolean wantsTip) throws FlakeException {
        Optional<RemoteCopy.Seen> seen = copy.seen(DEFAULT);
        if (seen.isPresent() && seen.get().isFresh(ttl, now)) {
            return seen.get().value();
        }
        try (RemoteTransfer transfer = open(Depth.TREE, "HEAD")) {
            Ref head = transfer.refs().get("HEAD");
            if (head != null) {
                String ref = head.isSymbolic()
                        ? head.getTarget().getName()
                        : head.getObjectId().name();
                copy.remember(DEFAULT, ref, now);
                if (wantsTip) {
                    keepTip(transfer, fullName(ref), head.getObjectId());
                }
                return ref;
            }
        } catch (IOException e) {
            requireNotCancelled(e);
            if (seen.isPresent()) {
                context.warn("could not get HEAD ref for repository '" + withoutPassword(url)
                        + "'; using expired cached ref '" + seen.get().value() + "'");
                return seen.get().value();
            }
        }
        context.warn("could not read HEAD ref from repo at '" + withoutPassword(url) + "', using 'master'");
        return "master";
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
        Optional<RemoteCopy.Seen> seen = copy.seen(name);
        boolean fresh = seen.isPresent() && (name.equals(justSeen) || seen.get().isFresh(ttl, now));
        if (fresh && copy.has(Depth.TREE, seen.get().value())) {
            return tree(Depth.TREE, seen.get().value());
        }
        try {
            return tree(Depth.TREE, fetchTip(name));
        } catch (IOException e) {
            requireNotCancelled(e);
            if (seen.isPresent() && copy.has(Depth.TREE, seen.get().value())) {
                context.notice(ErrorText.render(failed(url, e), ErrorText.Options.COLORED));
                context.warn("could not update local clone of Git repository '" + withoutPassword(url)
                        + "'; continuing with the most recent version");
                return tree(Depth.TREE, seen.get().value());
            }
            throw failed(url, e);
        }
    }

    private String fetchTip(String name) throws IOException, FlakeException {
        try (RemoteTransfer transfer = open(Depth.TREE, name)) {
            Map<String, Ref> refs = transfer.refs();
            Ref ref = refs.get(name);
            if (ref == null || ref.getObjectId() == null) {
                throw new IOException("couldn't find remote ref " + name);
            }
            ObjectId peeled = ref.getPeeledObjectId();
            // The commit of a tag may be there without the tag.
            boolean known = peeled != null && copy.has(Depth.TREE, peeled.name());
            ObjectId id = known ? peeled : ref.getObjectId();
            if (!copy.has(Depth.TREE, id.name())) {
                transfer.fetch(List.of(id), context);
            }
            copy.remember(name, id.name(), now);
            return id.name();
        }
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
        try (RemoteTransfer transfer = open(Depth.TREE, null)) {
            transfer.fetch(List.of(ObjectId.fromString(rev)), context);
            return tree(Depth.TREE, rev);
        } catch (IOException e) {
            requireNotCancelled(e);
            if (allRefs) {
                return commitOfAnyRef(rev);
            }
            if (ref != null && copy.seen(fullName(ref)).isPresent()) {
                throw new FlakeException(
                        "Cannot find Git revision '" + rev + "' in ref '" + ref + "' of repository '"
                                + withoutPassword(url) + "'! Please make sure that the rev exists on the ref you've"
                                + " specified or add allRefs = true; to fetchGit.",
                        e);
            }
            throw failed(url, e);
        }
    }

    private Tree commitOfAnyRef(String rev) throws FlakeException {
        try (RemoteTransfer transfer = open(Depth.ALL, "refs/")) {
            transfer.fetch(
                    transfer.refs().values().stream()
                            .map(Ref::getObjectId)
                            .distinct()
                            .toList(),
                    context);
            return tree(Depth.ALL, rev);
        } catch (IOException e) {
            requireNotCancelled(e);
            throw failed(url, e);
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
            throw CommitResult.shallow(withoutPassword(url));
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
            requireNotCancelled(e);
            return fetchWholeHistory(tree.fetched());
        }
    }

    /** For servers that cannot leave anything out. */
    private LocalRepository fetchWholeHistory(ObjectId id) throws FlakeException {
        try {
            return fetchHistory(Depth.ALL, id);
        } catch (IOException e) {
            requireNotCancelled(e);
            throw failed(url, e);
        }
    }

    private LocalRepository fetchHistory(Depth depth, ObjectId id) throws IOException, FlakeException {
        try (RemoteTransfer transfer = open(depth, null)) {
            transfer.fetch(List.of(id), context);
            return copy.repository(depth);
        }
    }

    private RemoteTransfer open(Depth depth, @Nullable String ref) throws IOException, FlakeException {
        traffic.lookingUp();
        return RemoteTransfer.open(
                new RemoteTransfer.Opening(setup, url, copy.repository(depth), traffic, answers, ref), depth);
    }

    private void requireNotCancelled(IOException cause) throws FlakeException {
        if (context.isCancelled()) {
            throw failed(url, cause);
        }
    }
}
