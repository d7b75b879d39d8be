package dev.flakelock.fetcher.path;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.fetcher.input.InputFetcher;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Local directories as they are, whether or not they are git work trees: {@code path:/dir}. A relative path is one in
 * the source tree of the flake that names it: {@code path:./dir}.
 *
 * <p>What a fetched tree would know of itself can be given as parameters, for a directory that was fetched by other
 * means. Unknown parameters are errors.
 */
public final class PathScheme implements InputScheme {

    private static final List<SchemeAttribute> ATTRIBUTES = List.of(
            SchemeAttribute.required("path", Kind.TEXT, "The directory, absolute or relative to the flake's own."),
            SchemeAttribute.optional("rev", Kind.TEXT, "The commit that the directory is known to be."),
            SchemeAttribute.optional("narHash", Kind.TEXT, "The NAR hash of the tree, in SRI form."),
            SchemeAttribute.optional("revCount", Kind.NUMBER, "The number of commits up to rev."),
            SchemeAttribute.optional(
                    "lastModified", Kind.NUMBER, "The time of the last change, in seconds since 1970."));

    private final InputFetcher fetcher;

    /** A scheme with what reads its trees. */
    public PathScheme(InputFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public String type() {
        return "path";
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        if (!url.scheme().equals("path")) {
            return Optional.empty();
        }
        FlakeUrl.Authority authority = url.authority();
        if (authority != null && !authority.host().isEmpty()) {
            throw new FlakeException("path URL '" + url + "' should not have an authority ('" + authority + "')");
        }
        Attrs attrs = Attrs.none().with("type", type()).with("path", url.filePath());
        for (Map.Entry<String, String> parameter : url.query().entrySet()) {
            attrs = attrs.with(parameter.getKey(), value(parameter.getKey(), parameter.getValue(), url));
        }
        return Optional.of(new Input(this, attrs));
    }

    private static AttrValue value(String name, String text, FlakeUrl url) throws FlakeException {
        switch (name) {
            case "rev", "narHash" -> {
                return new AttrValue.Text(text);
            }
            case "revCount", "lastModified" -> {
                AttrValue.Int number = AttrValue.Int.parse(text);
                if (number == null) {
                    throw new FlakeException("path URL '" + url + "' has invalid parameter '" + name + "'");
                }
                return number;
            }
            default -> throw new FlakeException("path URL '" + url + "' has unsupported parameter '" + name + "'");
        }
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        String path = path(input);
        if (path.startsWith("///") || path.equals("//")) {
            throw new FlakeException("path '" + path + "' cannot be written as a URL")
                    .hint("Write it with a single slash at the beginning.");
        }
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, AttrValue> attribute : input.attrs().asMap().entrySet()) {
            if (ATTRIBUTES.stream().anyMatch(known -> known.name().equals(attribute.getKey()))) {
                parameters.put(attribute.getKey(), text(attribute.getValue()));
            }
        }
        parameters.remove("path");
        return FlakeUrl.of(type(), Arrays.asList(path.split("/", -1))).withQuery(parameters);
    }

    private static String text(AttrValue value) {
        if (value instanceof AttrValue.Text text) {
            return text.value();
        }
        return value instanceof AttrValue.Flag flag ? (flag.value() ? "1" : "0") : value.toString();
    }

    private static String path(Input input) {
        String path = input.attrs().text("path");
        return path == null ? "" : path;
    }

    @Override
    public boolean isLocked(Input input) {
        return input.attrs().has("narHash");
    }

    @Override
    public boolean isRelative(Input input) {
        return !path(input).startsWith("/");
    }

    @Override
    public Optional<Path> sourceDirectory(Input input) {
        try {
            return isRelative(input) ? Optional.empty() : Optional.of(Path.of(path(input)));
        } catch (InvalidPathException e) {
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
