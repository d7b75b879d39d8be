package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.AttributeChecks;
import dev.flakelock.core.ref.BadUrlException;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.RefNames;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Git repositories: {@code git+https://host/repo?ref=main&rev=…}, {@code git+ssh://git@host/repo},
 * {@code git+file:///dir}, {@code git://host/repo}.
 *
 * <p>Parameters that are no attributes stay in the URL. A flag is on for the value {@code 1} and off for any other,
 * which is not the same as its absence. The attribute {@code url} is always a URL without {@code git+}; a path or
 * {@code user@host:path} is turned into one.
 */
public final class GitScheme implements InputScheme {

    private static final Set<String> TEXT_PARAMETERS = Set.of("rev", "ref", "keytype", "publicKey", "publicKeys");
    private static final Set<String> FLAG_PARAMETERS =
            Set.of("shallow", "submodules", "lfs", "exportIgnore", "allRefs", "verifyCommit");
    private static final List<String> PRINTED_FLAGS =
            List.of("shallow", "lfs", "submodules", "exportIgnore", "verifyCommit");
    private static final List<String> VERIFICATION = List.of("verifyCommit", "keytype", "publicKey", "publicKeys");
    private static final String NO_COMMIT = "0".repeat(40);
    private static final List<SchemeAttribute> ATTRIBUTES = List.of(
            SchemeAttribute.optional("ref", Kind.TEXT, "A branch or tag; the default is that of the repository."),
            SchemeAttribute.required("url", Kind.TEXT, "The URL of the repository, as git takes it."),
            SchemeAttribute.optional("rev", Kind.TEXT, "A commit."),
            SchemeAttribute.optional("shallow", Kind.FLAG, "Whether to fetch only the commit, without its history."),
            SchemeAttribute.optional("submodules", Kind.FLAG, "Whether to fetch submodules, too."),
            SchemeAttribute.optional("lfs", Kind.FLAG, "Whether to fetch Git LFS files, too."),
            SchemeAttribute.optional("exportIgnore", Kind.FLAG, "Whether to leave out files marked export-ignore."),
            SchemeAttribute.optional("allRefs", Kind.FLAG, "Whether the commit may be on any branch."),
            SchemeAttribute.optional("name", Kind.TEXT, "The name of the tree in the Nix store."),
            SchemeAttribute.optional("narHash", Kind.TEXT, "The NAR hash of the tree, in SRI form."),
            SchemeAttribute.optional("lastModified", Kind.NUMBER, "When the commit was made, in seconds since 1970."),
            SchemeAttribute.optional("revCount", Kind.NUMBER, "The number of commits up to this one."),
            SchemeAttribute.optional("dirtyRev", Kind.TEXT, "The commit below a work tree with changes."),
            SchemeAttribute.optional("dirtyShortRev", Kind.TEXT, "The same, shortened."),
            SchemeAttribute.optional("verifyCommit", Kind.FLAG, "Whether the commit must be signed."),
            SchemeAttribute.optional("keytype", Kind.TEXT, "The type of publicKey; the default is ssh-ed25519."),
            SchemeAttribute.optional("publicKey", Kind.TEXT, "The key that the commit must be signed with."),
            SchemeAttribute.optional("publicKeys", Kind.TEXT, "Several such keys, as JSON."));

    private final BooleanSupplier verifiesCommits;
    private final InputFetcher fetcher;

    /**
     * A scheme.
     *
     * @param verifiesCommits whether the experimental feature {@code verified-fetches} is on; asked each time
     * @param fetcher fetches the trees
     */
    public GitScheme(BooleanSupplier verifiesCommits, InputFetcher fetcher) {
        this.verifiesCommits = verifiesCommits;
        this.fetcher = fetcher;
    }

    @Override
    public String type() {
        return "git";
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        if (!url.scheme().equals("git") && !"git".equals(url.application())) {
            return Optional.empty();
        }
        Attrs attrs = Attrs.none().with("type", type());
        Map<String, String> others = new HashMap<>();
        for (Map.Entry<String, String> parameter : url.query().entrySet()) {
            String name = parameter.getKey();
            if (TEXT_PARAMETERS.contains(name)) {
                attrs = attrs.with(name, parameter.getValue());
            } else if (FLAG_PARAMETERS.contains(name)) {
                attrs = attrs.with(name, parameter.getValue().equals("1"));
            } else {
                others.put(name, parameter.getValue());
            }
        }
        return Optional.of(fromAttrs(attrs.with("url", url.withQuery(others).toString())));
    }

    @Override
    public Input fromAttrs(Attrs attrs) throws FlakeException {
        AttributeChecks.check(this, attrs);
        if (!verifiesCommits.getAsBoolean() && VERIFICATION.stream().anyMatch(attrs::has)) {
            throw new FlakeException("experimental Nix feature 'verified-fetches' is disabled;"
                    + " add '--extra-experimental-features verified-fetches' to enable it");
        }
        String ref = attrs.text("ref");
        if (ref != null && !RefNames.isLegal(ref)) {
            throw new BadUrlException("invalid Git branch/tag name '" + ref + "'");
        }
        return new Input(
                this, attrs.with("url", GitUrls.normalize(urlText(attrs)).toString()));
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        FlakeUrl url = FlakeUrl.parse(urlText(input.attrs()));
        String transport = url.scheme().startsWith("git+") ? url.scheme().substring(4) : url.scheme();
        url = url.withScheme(transport.equals("git") ? transport : "git+" + transport);
        Map<String, String> parameters = new HashMap<>(url.query());
        Hash rev = input.rev();
        if (rev != null) {
            parameters.put("rev", rev.toBase16());
        }
        String ref = input.ref();
        if (ref != null) {
            parameters.put("ref", ref);
        }
        for (String flag : PRINTED_FLAGS) {
            // What a flake says about its own input is added without a check, since other schemes take no notice of it.
            AttributeChecks.checkKind(flag, Kind.FLAG, input.attrs());
            if (input.attrs().flag(flag)) {
                parameters.put(flag, "1");
            }
        }
        parameters.putAll(PublicKeys.toParameters(input.attrs()));
        return url.withQuery(parameters);
    }

    private static String urlText(Attrs attrs) {
        String url = attrs.text("url");
        return url == null ? "" : url;
    }

    @Override
    public boolean isLocked(Input input) {
        try {
            Hash rev = input.rev();
            return rev != null && !rev.toBase16().equals(NO_COMMIT);
        } catch (FlakeException e) {
            return false;
        }
    }

    @Override
    public Input withRefAndRev(Input input, @Nullable String ref, @Nullable String rev) throws FlakeException {
        Attrs attrs = input.attrs();
        attrs = rev == null ? attrs : attrs.with("rev", rev);
        attrs = ref == null ? attrs : attrs.with("ref", ref);
        Input result = input.withAttrs(attrs);
        if (attrs.has("rev") && !attrs.has("ref")) {
            throw new FlakeException("Git input '" + result.toUrl() + "' has a commit hash but no branch/tag name");
        }
        return result;
    }

    /**
     * The directory of a {@code file} URL, unless it is a bare repository. That the input asks for a branch or a commit
     * makes no difference: its lock file is written to the work tree all the same.
     */
    @Override
    public Optional<Path> sourceDirectory(Input input) {
        try {
            FlakeUrl url = FlakeUrl.parse(urlText(input.attrs()));
            if (!url.scheme().equals("file")) {
                return Optional.empty();
            }
            Path directory = Path.of(url.filePath()).toAbsolutePath();
            boolean isBare = Files.exists(directory) && !Files.exists(directory.resolve(".git"));
            return isBare ? Optional.empty() : Optional.of(directory);
        } catch (BadUrlException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        return fetcher.fetch(input, context);
    }

    @Override
    public void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        fetcher.putFile(input, path, change, commitMessage);
    }
}
