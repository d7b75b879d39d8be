package dev.flakelock.fetcher.forge;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.BadUrlException;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.RefNames;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Repositories on a site that serves archives of commits: {@code github:owner/repo[/ref or rev]}.
 *
 * <p>A URL has either a branch or tag or a commit, in the path or as the parameter {@code ref} or {@code rev}; a third
 * segment of 40 hexadecimal digits is a commit, and everything from the third segment on is a branch if there are more.
 * Parameters that are not known are ignored.
 */
public abstract class ForgeScheme implements InputScheme {

    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9.-]*");
    private static final List<SchemeAttribute> ATTRIBUTES = List.of(
            SchemeAttribute.required("owner", Kind.TEXT, "The user, organisation or group that the repository is in."),
            SchemeAttribute.required("repo", Kind.TEXT, "The name of the repository."),
            SchemeAttribute.optional("ref", Kind.TEXT, "A branch or tag; not together with rev."),
            SchemeAttribute.optional("rev", Kind.TEXT, "A commit; not together with ref."),
            SchemeAttribute.optional("host", Kind.TEXT, "The host of another instance of the site, without a port."),
            SchemeAttribute.optional("narHash", Kind.TEXT, "The NAR hash of the tree, in SRI form."),
            SchemeAttribute.optional("lastModified", Kind.NUMBER, "When the commit was made, in seconds since 1970."),
            SchemeAttribute.optional("treeHash", Kind.TEXT, "The hash of the git tree; kept, but not looked at."));

    private final BooleanSupplier trustsArchives;
    private final InputFetcher fetcher;

    /**
     * A scheme.
     *
     * @param trustsArchives whether a commit alone makes an input locked, which relies on the site to serve the same
     *     files for it every time; asked each time
     */
    ForgeScheme(BooleanSupplier trustsArchives, InputFetcher fetcher) {
        this.trustsArchives = trustsArchives;
        this.fetcher = fetcher;
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        if (!url.scheme().equals(type())) {
            return Optional.empty();
        }
        List<String> segments = url.nonEmptySegments();
        if (segments.size() < 2) {
            throw new BadUrlException("URL '" + url + "' is invalid");
        }
        Attrs attrs =
                Attrs.none().with("type", type()).with("owner", segments.get(0)).with("repo", segments.get(1));
        if (segments.size() == 3 && RefNames.isRev(segments.get(2))) {
            attrs = attrs.with("rev", segments.get(2));
        } else if (segments.size() > 2) {
            attrs = attrs.with("ref", String.join("/", segments.subList(2, segments.size())));
        }
        return Optional.of(fromAttrs(withParameters(attrs, url)));
    }

    private static Attrs withParameters(Attrs attrs, FlakeUrl url) throws BadUrlException {
        Attrs result = attrs;
        for (String name : List.of("rev", "ref", "host", "narHash")) {
            String value = url.query().get(name);
            if (value == null) {
                continue;
            }
            if (attrs.has(name)) {
                String what = name.equals("rev") ? "commit hashes" : "branch/tag names";
                throw new BadUrlException("URL '" + url + "' contains multiple " + what);
            }
            result = result.with(name, value);
        }
        return result;
    }

    @Override
    public Input fromAttrs(Attrs attrs) throws FlakeException {
        Input input = InputScheme.super.fromAttrs(attrs);
        String ref = attrs.text("ref");
        String rev = attrs.text("rev");
        if (ref != null && rev != null) {
            throw new BadUrlException("input " + AttrsJson.compact(attrs) + " contains both a commit hash ('" + rev
                    + "') and a branch/tag name ('" + ref + "')");
        }
        if (rev != null) {
            RefNames.checkSha1(rev);
        }
        if (ref != null && !RefNames.isLegal(ref)) {
            throw new BadUrlException("input " + AttrsJson.compact(attrs) + " contains an invalid branch/tag name");
        }
        String host = attrs.text("host");
        if (host != null && !HOST.matcher(host).matches()) {
            throw new BadUrlException("input " + AttrsJson.compact(attrs) + " contains an invalid instance host");
        }
        return input;
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        Attrs attrs = input.attrs();
        List<String> path = new ArrayList<>();
        path.add(textOf(attrs, "owner"));
        path.add(textOf(attrs, "repo"));
        Hash rev = input.rev();
        if (attrs.has("ref")) {
            path.add(textOf(attrs, "ref"));
        } else if (rev != null) {
            path.add(rev.toBase16());
        }
        NavigableMap<String, String> query = new TreeMap<>();
        Hash narHash = input.narHash();
        if (narHash != null) {
            query.put("narHash", narHash.toSri());
        }
        if (attrs.has("host")) {
            query.put("host", textOf(attrs, "host"));
        }
        return FlakeUrl.of(type(), path).withQuery(query);
    }

    private static String textOf(Attrs attrs, String name) {
        String text = attrs.text(name);
        return text == null ? "" : text;
    }

    @Override
    public boolean isLocked(Input input) {
        return input.attrs().has("rev")
                && (trustsArchives.getAsBoolean() || input.attrs().has("narHash"));
    }

    @Override
    public Input withRefAndRev(Input input, @Nullable String ref, @Nullable String rev) throws FlakeException {
        if (ref != null && rev != null) {
            throw new FlakeException("cannot apply both a commit hash (" + rev + ") and a branch/tag name ('" + ref
                    + "') to input '" + input.toUrl() + "'");
        }
        if (rev != null) {
            return input.withAttrs(input.attrs().without("ref").with("rev", rev));
        }
        return ref == null
                ? input
                : input.withAttrs(input.attrs().without("rev").with("ref", ref));
    }

    @Override
    public Optional<String> compareUrl(Input before, Input after) {
        String from = before.attrs().text("rev");
        String to = after.attrs().text("rev");
        if (from == null || to == null) {
            return Optional.empty();
        }
        Attrs attrs = after.attrs();
        String host = attrs.has("host") ? textOf(attrs, "host") : standardHost();
        String page =
                "https://" + host + "/" + textOf(attrs, "owner").replace("%2F", "/") + "/" + textOf(attrs, "repo");
        return Optional.of(page + comparison(from, to));
    }

    /** The host that repositories are on that name none. */
    abstract String standardHost();

    /** What follows the page of a repository in the URL of a comparison. */
    abstract String comparison(String from, String to);

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        return fetcher.fetch(input, context);
    }
}
