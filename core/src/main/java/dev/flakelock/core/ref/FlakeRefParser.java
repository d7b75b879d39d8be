package dev.flakelock.core.ref;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.error.FlakeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads flake references in their three forms, one after the other: {@code nixpkgs/branch}, a URL, a path.
 *
 * <p>A text that is malformed as a URL is taken for a path, which is why many mistakes end in an error about a path, or
 * in a relative path that nobody meant. The hint of the error then says what was wrong with the URL.
 */
final class FlakeRefParser {

    private static final Pattern ID_FORM =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*(?:/[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*)?");

    private final String text;
    private final RefContext context;

    FlakeRefParser(String text, RefContext context) {
        this.text = text;
        this.context = context;
    }

    FlakeRef.WithFragment parse() throws FlakeException {
        FlakeRef.WithFragment result = parseForms();
        for (AttrValue value : result.ref().toAttrs().asMap().values()) {
            if (value instanceof AttrValue.Text attribute && !PercentEncoding.isWellFormed(attribute.value())) {
                throw new FlakeException("flake reference '" + text + "' contains bytes that are not valid UTF-8");
            }
        }
        return result;
    }

    private FlakeRef.WithFragment parseForms() throws FlakeException {
        Optional<FlakeRef.WithFragment> id = parseId();
        if (id.isPresent()) {
            return id.get();
        }
        BadUrlException noUrl;
        try {
            return parseUrl();
        } catch (BadUrlException e) {
            noUrl = e;
        }
        try {
            return parsePath();
        } catch (FlakeException e) {
            throw e.hint() == null && text.contains(":")
                    ? e.hint("As a URL it is wrong too: " + noUrl.getMessage())
                    : e;
        }
    }

    private Optional<FlakeRef.WithFragment> parseId() throws FlakeException {
        int hash = text.indexOf('#');
        String id = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        if (!ID_FORM.matcher(id).matches()
                || UrlCharacters.firstOther(fragment, UrlCharacters::isIdFragment) < fragment.length()) {
            return Optional.empty();
        }
        FlakeUrl url = FlakeUrl.of("flake", Arrays.asList(id.split("/", -1)));
        Input input = context.schemes().inputFromUrl(url, context.isFlake());
        return Optional.of(new FlakeRef.WithFragment(new FlakeRef(input, ""), PercentEncoding.decode(fragment)));
    }

    private FlakeRef.WithFragment parseUrl() throws FlakeException {
        FlakeUrl url = FlakeUrl.parseLenient(text, context.warnings());
        Path base = context.baseDirectory();
        if (base != null && (url.scheme().equals("path") || url.scheme().equals("git+file"))) {
            String path = url.filePath();
            if (!LocalPaths.isAbsolute(path)) {
                url = url.withPath(UrlPaths.fromFilePath(LocalPaths.normalize(base, path)));
            }
        }
        return fromUrl(url);
    }

    private FlakeRef.WithFragment parsePath() throws FlakeException {
        int hash = text.indexOf('#');
        String beforeFragment = hash < 0 ? text : text.substring(0, hash);
        String rawFragment = hash < 0 ? "" : text.substring(hash + 1);
        if (rawFragment.indexOf('\n') >= 0 || rawFragment.indexOf('\r') >= 0) {
            throw new FlakeException("invalid flakeref '" + text + "'");
        }
        int mark = beforeFragment.indexOf('?');
        String path = mark < 0 ? beforeFragment : beforeFragment.substring(0, mark);
        String rawQuery = mark < 0 ? "" : beforeFragment.substring(mark + 1);
        NavigableMap<String, String> query = UrlQuery.decodeLenient(rawQuery, context.warnings());
        String fragment = PercentEncoding.decode(rawFragment);
        FlakeUrl target = pathTarget(path, query);
        return fromUrl(target.withFragment(fragment));
    }

    private FlakeUrl pathTarget(String path, NavigableMap<String, String> query) throws FlakeException {
        Path base = context.baseDirectory();
        if (base == null) {
            if (!context.keepRelative() && !LocalPaths.isAbsolute(path)) {
                throw new FlakeException("flake reference '" + text + "' is not an absolute path");
            }
            return pathUrl(path).withQuery(query);
        }
        String absolute = LocalPaths.resolve(base, path);
        if (!context.isFlake()) {
            return pathUrl(absolute).withQuery(query);
        }
        FlakeDirectory found = FlakeDirectory.find(absolute, context);
        return found.repository() == null
                ? pathUrl(found.directory()).withQuery(query)
                : repositoryUrl(found, found.repository(), query);
    }

    private static FlakeUrl pathUrl(String path) {
        return FlakeUrl.ofFilePath("path", LocalPaths.isAbsolute(path) ? FlakeUrl.Authority.EMPTY : null, path);
    }

    private FlakeUrl repositoryUrl(FlakeDirectory found, String repository, NavigableMap<String, String> query)
            throws FlakeException {
        FlakeUrl url = FlakeUrl.ofFilePath("git+file", FlakeUrl.Authority.EMPTY, repository)
                .withQuery(query);
        String subdir = found.subdir();
        if (!subdir.isEmpty()) {
            if (query.containsKey(FlakeRef.DIR)) {
                throw new FlakeException("flake URL '" + text + "' has an inconsistent 'dir' parameter");
            }
            url = url.withParameter(FlakeRef.DIR, subdir);
        }
        return found.isShallow() ? url.withParameter("shallow", "1") : url;
    }

    private FlakeRef.WithFragment fromUrl(FlakeUrl url) throws FlakeException {
        @Nullable String dir = url.query().get(FlakeRef.DIR);
        FlakeUrl plain = url.withoutParameter(FlakeRef.DIR).withFragment("");
        Input input = context.schemes().inputFromUrl(plain, context.isFlake());
        return new FlakeRef.WithFragment(new FlakeRef(input, dir == null ? "" : dir), url.fragment());
    }
}
