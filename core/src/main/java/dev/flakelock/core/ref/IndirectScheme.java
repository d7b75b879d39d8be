package dev.flakelock.core.ref;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.narhash.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of flakes, which a registry turns into places: {@code flake:nixpkgs}, {@code flake:nixpkgs/branch},
 * {@code flake:nixpkgs/branch/commit}.
 */
public final class IndirectScheme implements InputScheme {

    private static final List<SchemeAttribute> ATTRIBUTES = List.of(
            SchemeAttribute.required("id", Kind.TEXT, "The name of the flake in the registries."),
            SchemeAttribute.optional("ref", Kind.TEXT, "The branch or tag to use instead of the registry's."),
            SchemeAttribute.optional("rev", Kind.TEXT, "The commit to use instead of the registry's."),
            SchemeAttribute.optional("narHash", Kind.TEXT, "The NAR hash of the tree."));

    @Override
    public String type() {
        return "indirect";
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        if (!url.scheme().equals("flake")) {
            return Optional.empty();
        }
        List<String> segments = url.nonEmptySegments();
        Attrs attrs = Attrs.none().with("type", type());
        switch (segments.size()) {
            case 1 -> {}
            case 2 -> attrs = withRefOrRev(attrs, segments.get(1), url);
            case 3 -> attrs = withRefAndRev(attrs, segments.get(1), segments.get(2), url);
            default -> throw new BadUrlException("GitHub URL '" + url + "' is invalid");
        }
        String id = segments.get(0);
        if (!RefNames.isFlakeId(id)) {
            throw new BadUrlException("'" + id + "' is not a valid flake ID");
        }
        return Optional.of(new Input(this, attrs.with("id", id)));
    }

    private static Attrs withRefOrRev(Attrs attrs, String name, FlakeUrl url) throws BadUrlException {
        if (RefNames.isRev(name)) {
            return attrs.with("rev", name.toLowerCase(Locale.ROOT));
        } else if (RefNames.isLegal(name)) {
            return attrs.with("ref", name);
        }
        throw new BadUrlException("in flake URL '" + url + "', '" + name + "' is not a commit hash or branch/tag name");
    }

    private static Attrs withRefAndRev(Attrs attrs, String ref, String rev, FlakeUrl url) throws BadUrlException {
        if (!RefNames.isLegal(ref)) {
            throw new BadUrlException("in flake URL '" + url + "', '" + ref + "' is not a branch/tag name");
        }
        if (!RefNames.isRev(rev)) {
            throw new BadUrlException("in flake URL '" + url + "', '" + rev + "' is not a commit hash");
        }
        return attrs.with("ref", ref).with("rev", rev.toLowerCase(Locale.ROOT));
    }

    @Override
    public Input fromAttrs(Attrs attrs) throws FlakeException {
        Input input = InputScheme.super.fromAttrs(attrs);
        String id = attrs.text("id");
        if (id == null || !RefNames.isFlakeId(id)) {
            throw new BadUrlException("'" + id + "' is not a valid flake ID");
        }
        return input;
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        List<String> path = new ArrayList<>();
        String id = input.attrs().text("id");
        path.add(id == null ? "" : id);
        String ref = input.ref();
        if (ref != null) {
            path.add(ref);
        }
        Hash rev = input.rev();
        if (rev != null) {
            path.add(rev.toBase16());
        }
        return FlakeUrl.of("flake", path);
    }

    @Override
    public boolean isLocked(Input input) {
        return false;
    }

    @Override
    public boolean isDirect() {
        return false;
    }

    @Override
    public Input withRefAndRev(Input input, @Nullable String ref, @Nullable String rev) {
        Attrs attrs = input.attrs();
        attrs = ref == null ? attrs : attrs.with("ref", ref);
        return input.withAttrs(rev == null ? attrs : attrs.with("rev", rev));
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        throw new FlakeException("indirect input '" + input.show() + "' cannot be fetched directly");
    }
}
