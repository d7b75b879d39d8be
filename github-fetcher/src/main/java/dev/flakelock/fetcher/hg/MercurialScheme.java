package dev.flakelock.fetcher.hg;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.BadUrlException;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mercurial repositories: {@code hg+https://host/repo?ref=…&rev=…}, {@code hg+ssh://host/repo},
 * {@code hg+file:///dir}. Other parameters stay in the URL.
 */
public final class MercurialScheme implements InputScheme {

    private static final Set<String> URL_SCHEMES = Set.of("hg+http", "hg+https", "hg+ssh", "hg+file");
    private static final Pattern REF = Pattern.compile("[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*");
    private static final List<SchemeAttribute> ATTRIBUTES = List.of(
            SchemeAttribute.required("url", Kind.TEXT, "The URL of the repository."),
            SchemeAttribute.optional("ref", Kind.TEXT, "A branch, tag or bookmark."),
            SchemeAttribute.optional("rev", Kind.TEXT, "A changeset."),
            SchemeAttribute.optional("revCount", Kind.NUMBER, "The number of changesets up to this one."),
            SchemeAttribute.optional("narHash", Kind.TEXT, "The NAR hash of the tree, in SRI form."),
            SchemeAttribute.optional("name", Kind.TEXT, "The name of the tree in the Nix store."));

    private final InputFetcher fetcher;

    /** A scheme with what fetches its trees. */
    public MercurialScheme(InputFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public String type() {
        return "hg";
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        if (!URL_SCHEMES.contains(url.scheme())) {
            return Optional.empty();
        }
        Attrs attrs = Attrs.none().with("type", type());
        FlakeUrl plain = url.withScheme(url.transport());
        for (String name : List.of("rev", "ref")) {
            String value = url.query().get(name);
            if (value != null) {
                attrs = attrs.with(name, value);
                plain = plain.withoutParameter(name);
            }
        }
        return Optional.of(fromAttrs(attrs.with("url", plain.toString())));
    }

    @Override
    public Input fromAttrs(Attrs attrs) throws FlakeException {
        Input input = InputScheme.super.fromAttrs(attrs);
        url(input);
        String ref = attrs.text("ref");
        if (ref != null && !REF.matcher(ref).matches()) {
            throw new BadUrlException("invalid Mercurial branch/tag name '" + ref + "'");
        }
        return input;
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        FlakeUrl url = url(input);
        url = url.withScheme("hg+" + url.scheme());
        Hash rev = input.rev();
        if (rev != null) {
            url = url.withParameter("rev", rev.toBase16());
        }
        String ref = input.ref();
        return ref == null ? url : url.withParameter("ref", ref);
    }

    private static FlakeUrl url(Input input) throws BadUrlException {
        String url = input.attrs().text("url");
        return FlakeUrl.parse(url == null ? "" : url);
    }

    @Override
    public boolean isLocked(Input input) {
        return input.attrs().has("rev");
    }

    @Override
    public Input withRefAndRev(Input input, @Nullable String ref, @Nullable String rev) {
        Attrs attrs = input.attrs();
        attrs = rev == null ? attrs : attrs.with("rev", rev);
        return input.withAttrs(ref == null ? attrs : attrs.with("ref", ref));
    }

    @Override
    public Optional<Path> sourceDirectory(Input input) {
        try {
            FlakeUrl url = url(input);
            boolean isWorkTree = url.scheme().equals("file")
                    && !input.attrs().has("ref")
                    && !input.attrs().has("rev");
            return isWorkTree ? Optional.of(Path.of(url.filePath())) : Optional.empty();
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
