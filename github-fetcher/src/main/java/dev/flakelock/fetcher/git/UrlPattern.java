package dev.flakelock.fetcher.git;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/** The URLs that stand in names of git's configuration, as in {@code http.https://*.example.org/.proxy}. */
final class UrlPattern {

    private UrlPattern() {}

    /** Whether a URL is among those that a pattern means: an asterisk stands for one component of the host name. */
    static boolean matches(String pattern, URIish uri) {
        try {
            URI wanted = URI.create(pattern.replace("://*.", "://x-any-x."));
            String host = String.valueOf(wanted.getHost());
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getScheme().equalsIgnoreCase(wanted.getScheme())
                    && isHost(host, uri.getHost())
                    && port(wanted.getScheme(), wanted.getPort()) == port(uri.getScheme(), uri.getPort())
                    && (wanted.getUserInfo() == null || wanted.getUserInfo().equals(uri.getUser()))
                    && isBelow(wanted.getPath() == null ? "" : wanted.getPath(), String.valueOf(uri.getPath()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHost(String wanted, String host) {
        return host.toLowerCase(Locale.ROOT)
                .matches(Pattern.quote(wanted.toLowerCase(Locale.ROOT)).replace("x-any-x", "\\E[^.]+\\Q"));
    }

    private static int port(String scheme, int port) {
        if (port >= 0) {
            return port;
        }
        return scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Whole components of the path only. */
    private static boolean isBelow(String wanted, String path) {
        String directory = wanted.endsWith("/") ? wanted : wanted + "/";
        return (path + "/").startsWith(directory);
    }
}
