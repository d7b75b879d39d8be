package dev.flakelock.core.ref;

import dev.flakelock.core.text.Utf8Order;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A URL in its parts, all of them percent-decoded. Immutable.
 *
 * <p>Nothing is normalised: letter case is kept everywhere and matters, and so do {@code .}, {@code ..} and empty
 * segments. Printing what was parsed gives a URL of the same meaning, with the parameters in byte order and everything
 * escaped that Nix escapes: {@code https://h/a+b?y=1&x=2} is printed as {@code https://h/a%2Bb?x=2&y=1}.
 *
 * @param scheme the scheme as written, for example {@code git+https}
 * @param authority what follows {@code //}, or null without {@code //}
 * @param path the segments between slashes; an absolute path has an empty first segment
 * @param query the parameters in byte order
 * @param fragment what follows {@code #}; empty without
 */
public record FlakeUrl(
        String scheme,
        @Nullable Authority authority,
        List<String> path,
        NavigableMap<String, String> query,
        String fragment) {

    /**
     * The authority of a URL.
     *
     * @param user the user, or null without
     * @param password the password, or null without
     * @param host the host as written, addresses without brackets
     * @param ipv6 whether the host was in brackets
     * @param port the port, or null without
     */
    public record Authority(
            @Nullable String user,
            @Nullable String password,
            String host,
            boolean ipv6,
            @Nullable Integer port) {

        /** The authority of {@code scheme:///path}. */
        public static final Authority EMPTY = new Authority(null, null, "", false, null);

        /** The authority as it stands in a URL, with the password. */
        @Override
        public String toString() {
            String credentials = user == null ? "" : encoded(user) + (password == null ? "" : ":" + encoded(password));
            String shownHost = ipv6 ? "[" + PercentEncoding.encode(host, ":") + "]" : encoded(host);
            return credentials + (user == null ? "" : "@") + shownHost + (port == null ? "" : ":" + port);
        }

        private static String encoded(String text) {
            return PercentEncoding.encode(text, "");
        }
    }

    /** Copies the collections. */
    public FlakeUrl {
        path = List.copyOf(path);
        NavigableMap<String, String> copy = new TreeMap<>(Utf8Order.BYTES);
        copy.putAll(query);
        query = Collections.unmodifiableNavigableMap(copy);
    }

    /** A URL without authority, parameters and fragment. */
    public static FlakeUrl of(String scheme, List<String> path) {
        return new FlakeUrl(scheme, null, path, Collections.emptyNavigableMap(), "");
    }

    /**
     * The URL that this text is, by RFC 3986. Parameters without {@code =} are dropped without a word.
     *
     * @throws BadUrlException if it is none, or has no scheme
     */
    public static FlakeUrl parse(String text) throws BadUrlException {
        return new UrlParser(text, warning -> {}).parse();
    }

    /**
     * The URL that a user wrote, in whose query spaces and quotes, and in whose fragment also carets, need not be
     * escaped.
     *
     * @param warnings is told of parameters without {@code =}, which are dropped
     * @throws BadUrlException if it is no URL, or has no scheme
     */
    public static FlakeUrl parseLenient(String text, Consumer<String> warnings) throws BadUrlException {
        return new UrlParser(UrlQuery.escapeLeniently(text), warnings).parse();
    }

    /** The URL of a file path, which has {@code /} between its components. */
    static FlakeUrl ofFilePath(String scheme, @Nullable Authority authority, String path) {
        return new FlakeUrl(scheme, authority, UrlPaths.fromFilePath(path), Collections.emptyNavigableMap(), "");
    }

    /** What stands before the first {@code +} of the scheme, for example {@code git}, or null without a plus. */
    public @Nullable String application() {
        int plus = scheme.indexOf('+');
        return plus < 0 ? null : scheme.substring(0, plus);
    }

    /** What stands behind the first {@code +} of the scheme, for example {@code https}, or the scheme without a plus. */
    public String transport() {
        return transport(scheme);
    }

    static String transport(String scheme) {
        return scheme.substring(scheme.indexOf('+') + 1);
    }

    /** The segments that are not empty. */
    public List<String> nonEmptySegments() {
        return path.stream().filter(segment -> !segment.isEmpty()).toList();
    }

    /**
     * The path as one of a file, with {@code /} between the components.
     *
     * @throws BadUrlException if a segment holds a slash or a zero byte
     */
    public String filePath() throws BadUrlException {
        return UrlPaths.toFilePath(path);
    }

    /** This URL with another scheme. */
    public FlakeUrl withScheme(String other) {
        return new FlakeUrl(other, authority, path, query, fragment);
    }

    /** This URL with another authority, or without one for null. */
    public FlakeUrl withAuthority(@Nullable Authority other) {
        return new FlakeUrl(scheme, other, path, query, fragment);
    }

    /** This URL with another path. */
    public FlakeUrl withPath(List<String> segments) {
        return new FlakeUrl(scheme, authority, segments, query, fragment);
    }

    /** This URL with another fragment. */
    public FlakeUrl withFragment(String other) {
        return new FlakeUrl(scheme, authority, path, query, other);
    }

    /** This URL with other parameters. */
    public FlakeUrl withQuery(Map<String, String> parameters) {
        NavigableMap<String, String> copy = new TreeMap<>(Utf8Order.BYTES);
        copy.putAll(parameters);
        return new FlakeUrl(scheme, authority, path, copy, fragment);
    }

    /** This URL with this parameter, which replaces one of the same name. */
    public FlakeUrl withParameter(String name, String value) {
        NavigableMap<String, String> copy = new TreeMap<>(query);
        copy.put(name, value);
        return withQuery(copy);
    }

    /** This URL without the parameter of this name. */
    public FlakeUrl withoutParameter(String name) {
        NavigableMap<String, String> copy = new TreeMap<>(query);
        copy.remove(name);
        return withQuery(copy);
    }

    /** The URL as text. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(scheme).append(':');
        if (authority != null) {
            out.append("//").append(authority);
        }
        out.append(String.join(
                "/", path.stream().map(s -> PercentEncoding.encode(s, ":@")).toList()));
        if (!query.isEmpty()) {
            out.append('?').append(UrlQuery.encode(query));
        }
        if (!fragment.isEmpty()) {
            out.append('#').append(PercentEncoding.encode(fragment, ""));
        }
        return out.toString();
    }
}
