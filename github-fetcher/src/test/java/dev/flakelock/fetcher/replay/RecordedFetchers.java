package dev.flakelock.fetcher.replay;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches out of the recording what there was to fetch at one step. */
final class RecordedFetchers {

    private static final Pattern ARCHIVE = Pattern.compile("https://([^/]*/[^/]*/[^/]*)/archive/(.*)\\.tar\\.gz");

    private final NavigableMap<String, Json> trees;
    private final RecordedCase recorded;
    private final RecordedStep step;
    private final Path root;

    /** @param step the step, with its texts in place */
    RecordedFetchers(Recording recording, RecordedCase recorded, RecordedStep step, Path root) {
        this.trees = recording.trees();
        this.recorded = recorded;
        this.step = step;
        this.root = root;
    }

    InputFetchers all() {
        InputFetcher none = InputFetchers.none().hg();
        return new InputFetchers(
                (input, context) -> gitHub(input),
                none,
                none,
                (input, context) -> git(input),
                none,
                (input, context) -> path(input),
                (input, context) -> tarball(input),
                none);
    }

    private FetchedTree gitHub(Input input) throws FlakeException {
        Attrs asked = input.attrs();
        Json repo = repo("github.com/" + asked.text("owner") + "/" + asked.text("repo"));
        String wanted = asked.text("rev");
        String rev = wanted == null ? rev(repo, asked.text("ref")) : wanted.toLowerCase(Locale.ROOT);
        Json tree = tree(rev);
        Attrs found = asked.without("ref").with("rev", rev).with("lastModified", time(tree));
        String name = input.withAttrs(found.without("narHash")).show();
        return FetchedTree.hashed(found, files(tree, name), narHash(tree));
    }

    private FetchedTree git(Input input) throws FlakeException {
        FlakeUrl url = FlakeUrl.parse(Objects.requireNonNull(input.attrs().text("url")));
        if (url.scheme().equals("file")) {
            return workTree(input, url.filePath());
        }
        Json repo = repo(url.toString().substring("https://".length()));
        Attrs asked = input.attrs();
        String ref = asked.text("ref") == null ? head(repo) : Objects.requireNonNull(asked.text("ref"));
        String rev = asked.text("rev") == null ? rev(repo, ref) : Objects.requireNonNull(asked.text("rev"));
        Json tree = tree(rev);
        Attrs found = asked.with("ref", ref).with("rev", rev).with("lastModified", time(tree));
        Long revCount = tree.number("revCount");
        found = revCount == null ? found : found.with("revCount", revCount);
        return FetchedTree.hashed(found, files(tree, input.withAttrs(found).show()), narHash(tree));
    }

    private FetchedTree workTree(Input input, String directory) throws FlakeException {
        if (!Path.of(directory).equals(step.base(root))) {
            throw new FlakeException("'" + directory + "' is not in the recording");
        }
        Json self = step.self();
        Attrs found = input.attrs();
        if (self == null) {
            found = found.with("dirtyRev", "0".repeat(40) + "-dirty").with("lastModified", 0);
            return FetchedTree.hashed(found, topTree(directory), Hash.zeroSha256());
        }
        found = found.with("ref", self.text("ref", ""))
                .with("rev", self.text("rev", ""))
                .with("revCount", Objects.requireNonNull(self.number("revCount")))
                .with("lastModified", time(self));
        return FetchedTree.hashed(found, topTree(directory), narHash(self));
    }

    private RecordedTree topTree(String directory) {
        return RecordedTree.workTree(step.tracked(), directory);
    }

    private FetchedTree path(Input input) throws FlakeException {
        Path path = Path.of(Objects.requireNonNull(input.attrs().text("path"))).normalize();
        if (!path.startsWith(step.base(root))) {
            throw new FlakeException("path '" + path + "' is not in the recording");
        }
        String below = step.base(root).relativize(path).toString();
        Json facts = recorded.paths();
        String name = "/ROOT/" + root.relativize(path);
        facts = facts.has(name) ? facts.child(name) : Json.empty();
        Attrs found = input.attrs().has("lastModified")
                ? input.attrs()
                : input.attrs().with("lastModified", facts.has("lastModified") ? time(facts) : 0);
        SourceTree files = RecordedTree.inStore(topTree("").below(below));
        return FetchedTree.hashed(found, files, narHash(facts));
    }

    private FetchedTree tarball(Input input) throws FlakeException {
        Matcher archive = ARCHIVE.matcher(Objects.requireNonNull(input.attrs().text("url")));
        if (!archive.matches()) {
            throw new FlakeException("'" + input.show() + "' is not in the recording");
        }
        Json tree = tree(rev(repo(archive.group(1)), archive.group(2)));
        Attrs found = input.attrs().with("lastModified", time(tree));
        return FetchedTree.hashed(found, files(tree, input.show()), narHash(tree));
    }

    private Json repo(String name) throws FlakeException {
        if (!step.repos().has(name)) {
            throw new FlakeException("no repository '" + name + "'");
        }
        return step.repos().child(name);
    }

    private static String head(Json repo) {
        return repo.text("head", "");
    }

    private String rev(Json repo, @Nullable String ref) throws FlakeException {
        Json refs = repo.child("refs");
        if (ref == null) {
            return refs.text(head(repo), "");
        }
        for (String prefix : List.of("", "refs/heads/", "refs/tags/")) {
            String rev = refs.text(prefix + ref);
            if (rev != null) {
                return rev;
            }
        }
        String abbreviated = trees.ceilingKey(ref);
        if (abbreviated == null || !abbreviated.startsWith(ref)) {
            throw new FlakeException("no branch, tag or commit '" + ref + "'");
        }
        return abbreviated;
    }

    private Json tree(String rev) throws FlakeException {
        Json tree = trees.get(rev);
        if (tree == null) {
            throw new FlakeException("no commit '" + rev + "'");
        }
        return tree;
    }

    private static RecordedTree files(Json tree, String name) {
        return RecordedTree.cached(tree.child("files").map(value -> value), name);
    }

    private static long time(Json facts) {
        Long time = facts.number("lastModified");
        return time == null ? 0 : time;
    }

    /** The recorded hash. One that no lock file shows was not recorded, and makes no difference. */
    private static Hash narHash(Json facts) {
        String narHash = facts.text("narHash");
        try {
            return narHash == null ? Hash.zeroSha256() : Hash.parseSri(narHash);
        } catch (HashFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
