package dev.flakelock.core.ref;

import dev.flakelock.core.text.Utf8Order;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A URL in its parts, all of them percent-decoded. Immutable.
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
     * @param host the host as written, IPv6 addresses without brackets
     * @param ipv6 whether the host was in brackets
     * @param port the port, or null without
     */
    public record Authority(
            @Nullable String user,
            @Nullable String password,
            String host,
            boolean ipv6,
            @Nullable Integer port) {}

    public FlakeUrl {
        path = List.copyOf(path);
        NavigableMap<String, String> copy = new TreeMap<>(Utf8Order.BYTES);
        copy.putAll(query);
        query = Collections.unmodifiableNavigableMap(copy);
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
}
