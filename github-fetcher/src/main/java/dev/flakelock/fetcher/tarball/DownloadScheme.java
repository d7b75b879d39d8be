package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something behind an {@code http}, {@code https} or {@code file} URL.
 *
 * <p>Parameters with the name of an attribute are taken out of the URL, all others stay in it. The attribute
 * {@code url} is kept as it is written and only looked at when the input is printed or fetched.
 */
abstract class DownloadScheme implements InputScheme {

    private static final Set<String> TRANSPORTS = Set.of("file", "http", "https");
    private static final List<String> ARCHIVE_SUFFIXES =
            List.of(".zip", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst");
    private static final List<SchemeAttribute> ATTRIBUTES = List.of(
            SchemeAttribute.optional("url", Kind.TEXT, "The URL; nothing can be fetched without."),
            SchemeAttribute.optional("narHash", Kind.TEXT, "The NAR hash of the tree, in SRI form."),
            SchemeAttribute.optional("name", Kind.TEXT, "The name of the tree in the Nix store."),
            SchemeAttribute.optional("unpack", Kind.ANY, "Kept, but not looked at."),
            SchemeAttribute.optional("rev", Kind.TEXT, "The commit that the tree is known to be."),
            SchemeAttribute.optional("revCount", Kind.NUMBER, "The number of commits up to rev."),
            SchemeAttribute.optional(
                    "lastModified", Kind.NUMBER, "The time of the last change, in seconds since 1970."));

    private final InputFetcher fetcher;

    DownloadScheme(InputFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** Whether a URL is one of this scheme, given what stands before the plus in its scheme, empty without a plus. */
    abstract boolean takes(String application, boolean hasArchiveSuffix, boolean isFlake);

    @Override
    public List<SchemeAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        String application = url.application();
        if (!TRANSPORTS.contains(url.transport())
                || !takes(application == null ? "" : application, hasArchiveSuffix(url), isFlake)) {
            return Optional.empty();
        }
        Attrs attrs = Attrs.none().with("type", type());
        FlakeUrl plain = url.withScheme(url.transport());
        for (SchemeAttribute attribute : ATTRIBUTES) {
            String value = url.query().get(attribute.name());
            if (value != null) {
                attrs = withParameter(attrs, attribute.name(), value);
                plain = plain.withoutParameter(attribute.name());
            }
        }
        return Optional.of(new Input(this, attrs.with("url", plain.toString())));
    }

    /** Parameters that are not understood are lost, as they are in Nix. */
    private static Attrs withParameter(Attrs attrs, String name, String value) {
        return switch (name) {
            case "narHash", "rev" -> attrs.with(name, value);
            case "revCount", "lastModified" -> {
                AttrValue.Int number = AttrValue.Int.parse(value);
                yield number == null ? attrs : attrs.with(name, number);
            }
            default -> attrs;
        };
    }

    private static boolean hasArchiveSuffix(FlakeUrl url) {
        List<String> path = url.path();
        return !path.isEmpty() && ARCHIVE_SUFFIXES.stream().anyMatch(path.get(path.size() - 1)::endsWith);
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        String text = input.attrs().text("url");
        if (text == null) {
            throw new FlakeException("input attribute 'url' is missing");
        }
        FlakeUrl url = FlakeUrl.parse(text);
        Hash narHash = input.narHash();
        return narHash == null ? url : url.withParameter("narHash", narHash.toSri());
    }

    @Override
    public boolean isLocked(Input input) {
        return input.attrs().has("narHash");
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        return fetcher.fetch(input, context);
    }
}
