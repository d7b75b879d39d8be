package dev.flakelock.core.ref;

import dev.flakelock.core.ref.FlakeUrl.Authority;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes one URL apart, by RFC 3986.
 *
 * <p>The whole text is checked before anything is decoded. A text that goes wrong inside an escape, in brackets or in
 * what looks like a scheme is a {@code mismatch}; one that has a character too many is a {@code leftover}. These are
 * the two words that Nix's URL library has for it.
 */
final class UrlParser {

    private final String text;
    private final Consumer<String> warnings;

    UrlParser(String text, Consumer<String> warnings) {
        this.text = text;
        this.warnings = warnings;
    }

    FlakeUrl parse() throws BadUrlException {
        int colon = schemeEnd();
        int start = colon + 1;
        int fragment = indexOrEnd('#', start);
        int query = Math.min(indexOrEnd('?', start), fragment);
        @Nullable String authority = null;
        int path = start;
        if (text.startsWith("//", start)) {
            path = Math.min(indexOrEnd('/', start + 2), query);
            authority = text.substring(start + 2, path);
            checkAuthority(authority);
        }
        check(text.substring(path, query), UrlCharacters::isPath);
        checkFirstSegment(colon, path, query);
        String queryText = query == fragment ? "" : text.substring(query + 1, fragment);
        if (UrlCharacters.firstOther(queryText, UrlCharacters::isQuery) < queryText.length()) {
            throw invalid("leftover");
        }
        String fragmentText = fragment == text.length() ? "" : text.substring(fragment + 1);
        check(fragmentText, UrlCharacters::isFragment);
        if (colon < 0) {
            throw new BadUrlException("'" + text + "' doesn't have a scheme");
        }
        return build(text.substring(0, colon), authority, text.substring(path, query), queryText, fragmentText);
    }

    private FlakeUrl build(
            String scheme, @Nullable String authorityText, String pathText, String query, String fragment)
            throws BadUrlException {
        Authority authority = authorityText == null ? null : authority(authorityText);
        String path = pathText;
        if (FlakeUrl.transport(scheme).equals("file")) {
            if (authority != null && !authority.host().isEmpty()) {
                throw new BadUrlException("file:// URL '" + text + "' has unexpected authority '" + authority + "'");
            }
            path = path.isEmpty() ? "/" : path;
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            segments.add(PercentEncoding.decode(segment));
        }
        NavigableMap<String, String> parameters = UrlQuery.decode(query, warnings);
        return new FlakeUrl(scheme, authority, segments, parameters, PercentEncoding.decode(fragment));
    }

    /** The index of the colon behind the scheme, or -1 if the text does not begin with one. */
    private int schemeEnd() {
        int i = 0;
        while (i < text.length() && UrlCharacters.isScheme(text.charAt(i))) {
            i++;
        }
        boolean isScheme = i > 0 && UrlCharacters.isLetter(text.charAt(0)) && i < text.length();
        return isScheme && text.charAt(i) == ':' ? i : -1;
    }

    private int indexOrEnd(char c, int from) {
        int index = text.indexOf(c, from);
        return index < 0 ? text.length() : index;
    }

    /** Without a scheme, the first segment must hold no colon, or it would be taken for one. */
    private void checkFirstSegment(int colon, int path, int end) throws BadUrlException {
        if (colon >= 0 || path > 0) {
            return;
        }
        int slash = Math.min(indexOrEnd('/', 0), end);
        int other = text.indexOf(':');
        if (other >= 0 && other < slash) {
            throw invalid(other == 0 ? "leftover" : "mismatch");
        }
    }

    private void checkAuthority(String authority) throws BadUrlException {
        int at = authority.indexOf('@');
        if (at >= 0) {
            check(authority.substring(0, at), UrlCharacters::isUserInfo);
        }
        String hostAndPort = authority.substring(at + 1);
        int hostEnd = hostEnd(hostAndPort);
        if (hostAndPort.startsWith("[")) {
            if (hostEnd < 0 || !HostLiteral.isValid(hostAndPort.substring(1, hostEnd - 1))) {
                throw invalid("mismatch");
            }
        } else {
            check(hostAndPort.substring(0, hostEnd), UrlCharacters::isHostName);
        }
        String port = hostAndPort.substring(Math.min(hostEnd + 1, hostAndPort.length()));
        boolean hasColon = hostEnd == hostAndPort.length() || hostAndPort.charAt(hostEnd) == ':';
        if (!hasColon || !port.chars().allMatch(UrlCharacters::isDigit)) {
            throw invalid("leftover");
        }
    }

    /** The index behind the host, or -1 if it lacks its closing bracket. */
    private static int hostEnd(String hostAndPort) {
        if (hostAndPort.startsWith("[")) {
            int bracket = hostAndPort.indexOf(']');
            return bracket < 0 ? -1 : bracket + 1;
        }
        int colon = hostAndPort.indexOf(':');
        return colon < 0 ? hostAndPort.length() : colon;
    }

    private static Authority authority(String text) throws BadUrlException {
        int at = text.indexOf('@');
        String userInfo = at < 0 ? "" : text.substring(0, at);
        int colon = userInfo.indexOf(':');
        String hostAndPort = text.substring(at + 1);
        int hostEnd = hostEnd(hostAndPort);
        boolean literal = hostAndPort.startsWith("[");
        String host = literal ? hostAndPort.substring(1, hostEnd - 1) : hostAndPort.substring(0, hostEnd);
        return new Authority(
                at < 0 ? null : PercentEncoding.decode(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                colon < 0 ? null : PercentEncoding.decode(userInfo.substring(colon + 1)),
                PercentEncoding.decode(host),
                literal,
                port(hostAndPort.substring(Math.min(hostEnd + 1, hostAndPort.length()))));
    }

    private static @Nullable Integer port(String digits) throws BadUrlException {
        if (digits.isEmpty()) {
            return null;
        }
        String significant = digits.replaceFirst("^0+", "");
        int port = significant.isEmpty() || significant.length() > 5 ? 0 : Integer.parseInt(significant);
        if (port < 1 || port > 65535) {
            throw new BadUrlException("port '" + digits + "' is invalid");
        }
        return port;
    }

    private void check(String part, IntPredicate set) throws BadUrlException {
        int end = UrlCharacters.firstOther(part, set);
        if (end < part.length()) {
            throw invalid(part.charAt(end) == '%' ? "mismatch" : "leftover");
        }
    }

    private BadUrlException invalid(String problem) {
        return new BadUrlException("'" + text + "' is not a valid URL: " + problem);
    }
}
