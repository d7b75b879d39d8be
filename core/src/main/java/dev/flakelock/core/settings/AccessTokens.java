package dev.flakelock.core.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets of the setting {@code access-tokens}: from {@code HOST} or {@code HOST/PATH} to the token to be shown
 * there. Immutable; {@link #toString()} and {@link #names()} tell no secret.
 */
public final class AccessTokens {

    private static final AccessTokens NONE = new AccessTokens(Map.of());

    private final Map<String, String> tokens;

    private AccessTokens(Map<String, String> tokens) {
        this.tokens = Collections.unmodifiableMap(tokens);
    }

    /** No tokens. */
    public static AccessTokens none() {
        return NONE;
    }

    /** These tokens, by {@code HOST} or {@code HOST/PATH}. */
    public static AccessTokens of(Map<String, String> tokens) {
        return new AccessTokens(new LinkedHashMap<>(tokens));
    }

    /**
     * The tokens of a setting's value: {@code name=token} separated by spaces. The first {@code =} ends the name, the
     * first of several entries with the same name counts, and what has no {@code =} is ignored.
     */
    static AccessTokens parse(Iterable<String> words) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                tokens.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new AccessTokens(tokens);
    }

    /** These tokens and those of the others that have a new name. */
    AccessTokens plus(AccessTokens others) {
        Map<String, String> all = new LinkedHashMap<>(tokens);
        others.tokens.forEach(all::putIfAbsent);
        return new AccessTokens(all);
    }

    /**
     * The token for a repository: of all tokens whose name is {@code HOST/OWNER/REPO} or a part of it that ends before
     * a slash, the one with the longest name; if that is empty or there is none, the one of exactly {@code HOST}.
     *
     * @param host the host as the user knows it, for example {@code github.com} and not {@code api.github.com}
     * @param owner the owner; may hold slashes on GitLab
     * @param repo the repository
     */
    public Optional<String> tokenFor(String host, String owner, String repo) {
        String key = host + "/" + owner + "/" + repo;
        String longest = "";
        for (String name : tokens.keySet()) {
            if (name.length() > longest.length() && covers(name, key)) {
                longest = name;
            }
        }
        String token = longest.isEmpty() ? "" : tokens.getOrDefault(longest, "");
        return token.isEmpty() ? Optional.ofNullable(tokens.get(host)) : Optional.of(token);
    }

    /** The hosts and paths that there are tokens for, in the order in which they were given. */
    public Set<String> names() {
        return tokens.keySet();
    }

    private static boolean covers(String name, String key) {
        return key.startsWith(name) && (key.length() == name.length() || key.charAt(name.length()) == '/');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessTokens that && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    /** The names only. */
    @Override
    public String toString() {
        return "AccessTokens" + tokens.keySet();
    }
}
