package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a server, chosen from the environment as libcurl does, which Nix downloads with: of the
 * variables {@code http_proxy} (lower case only), {@code https_proxy} and {@code HTTPS_PROXY}, then {@code all_proxy}
 * and {@code ALL_PROXY} the first one that is not empty, unless {@code no_proxy} or {@code NO_PROXY} excludes the server.
 *
 * <p>Immutable and thread-safe.
 */
public final class Proxies {

    private static final Pattern URL = Pattern.compile(
            "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?+(?:(?<user>[^@/?#]*)@)?+"
                    + "(?<host>\\[[^\\]/?#]*\\]|[^:/?#]*+)(?::(?<port>[^/?#]*))?(?:[/?#].*)?",
            Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.]+(?:%[^\\]]*)?\\]|[^\\[\\]@\\s]+");
    private static final Pattern PORT = Pattern.compile("0*[0-9]{1,5}");

    private final Environment environment;
    private final NoProxy exceptions;
    private final @Nullable String forAll;

    /** The proxies that these variables name. */
    public Proxies(Environment environment) {
        this(environment, null);
    }

    private Proxies(Environment environment, @Nullable String forAll) {
        this.environment = environment;
        this.forAll = forAll;
        this.exceptions = new NoProxy(first("no_proxy", "NO_PROXY").orElse(""));
    }

    /**
     * The same exceptions with this proxy for all other servers, as a setting of a program wants it.
     *
     * @param url its URL as in the variables; empty for no proxy
     */
    public Proxies with(String url) {
        return new Proxies(environment, url);
    }

    /**
     * The proxy for requests to a server.
     *
     * @param scheme the scheme of the URL, {@code http} or {@code https}
     * @param host the host of the URL, an IPv6 address with or without brackets
     * @return nothing if the server is to be talked to directly
     * @throws FlakeException if the variable for this server cannot be understood
     */
    public Optional<ProxyServer> proxyFor(String scheme, String host) throws FlakeException {
        if (exceptions.cover(host)) {
            return Optional.empty();
        }
        if (forAll != null) {
            return forAll.isEmpty() ? Optional.empty() : Optional.of(parse(forAll));
        }
        Optional<String> url = scheme.equalsIgnoreCase("http")
                ? first("http_proxy", "all_proxy", "ALL_PROXY")
                : first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
        return url.isPresent() ? Optional.of(parse(url.get())) : Optional.empty();
    }

    private Optional<String> first(String... variables) {
        return Stream.of(variables)
                .flatMap(name -> environment.nonEmptyVariable(name).stream())
                .findFirst();
    }

    private static ProxyServer parse(String url) throws FlakeException {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw badSyntax(url, "Bad hostname");
        }
        ProxyServer.Kind kind = kind(parts.group("scheme"), url);
        return new ProxyServer(
                kind,
                host(parts.group("host"), url),
                port(parts.group("port"), kind, url),
                Optional.ofNullable(parts.group("user")).map(Proxies::credentials));
    }

    private static ProxyServer.Kind kind(@Nullable String scheme, String url) throws FlakeException {
        return switch (scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> ProxyServer.Kind.HTTP;
            case "https" -> ProxyServer.Kind.HTTPS;
            case "socks", "socks4" -> ProxyServer.Kind.SOCKS4;
            case "socks4a" -> ProxyServer.Kind.SOCKS4A;
            case "socks5" -> ProxyServer.Kind.SOCKS5;
            case "socks5h" -> ProxyServer.Kind.SOCKS5H;
            default -> throw new FlakeException("Unsupported proxy scheme for '" + withoutCredentials(url) + "'");
        };
    }

    private static String host(String host, String url) throws FlakeException {
        if (host.isEmpty()) {
            throw badSyntax(url, "No host present");
        }
        if (!HOST.matcher(host).matches()) {
            throw badSyntax(url, "Bad hostname");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : decoded(host);
    }

    private static int port(@Nullable String port, ProxyServer.Kind kind, String url) throws FlakeException {
        if (port == null || port.isEmpty()) {
            return kind == ProxyServer.Kind.HTTPS ? 443 : 1080;
        }
        int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : Integer.MAX_VALUE;
        if (number > 0xffff) {
            throw badSyntax(url, "Port number was not a decimal number between 0 and 65535");
        }
        return number;
    }

    private static FlakeException badSyntax(String url, String reason) {
        return new FlakeException("Unsupported proxy syntax in '" + withoutCredentials(url) + "': " + reason);
    }

    private static Credentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new Credentials(decoded(userInfo), "")
                : new Credentials(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    // A plus stands for itself outside of forms; a stray percent sign leaves the text as it is.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static String withoutCredentials(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : "***" + url.substring(at);
    }
}
