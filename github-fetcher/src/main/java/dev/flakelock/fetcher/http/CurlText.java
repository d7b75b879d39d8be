package dev.flakelock.fetcher.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What libcurl, which Nix uses, says about a network failure: {@code Could not connect to server (7) …}.
 *
 * @param text the name of the error
 * @param code its number
 * @param detail what exactly happened
 */
record CurlText(String text, int code, String detail) {

    private static final String OKHTTP_TUNNEL = "Unexpected response code for CONNECT: ";
    private static final String RESET = "Connection reset";
    private static final String NOT_CONNECTED = "Could not connect to server";
    private static final String TIMEOUT = "Timeout was reached";
    private static final String RECEIVE = "Failure when receiving data from the peer";

    /** The error before there was any answer. */
    static CurlText of(IOException e, String host, int port, HttpOptions options) {
        String target = host + " port " + port;
        if (e instanceof UnknownHostException) {
            return new CurlText("Could not resolve hostname", 6, "Could not resolve host: " + unknownHost(e, host));
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new CurlText(NOT_CONNECTED, 7, "Failed to connect to " + target + ": " + reason(e));
        }
        if (e instanceof SocketTimeoutException) {
            return timeout(e, target, options);
        }
        if (e instanceof SSLException) {
            return tls(e);
        }
        return exchange(e);
    }

    /** What goes wrong between the request and the headers of the answer. */
    private static CurlText exchange(IOException e) {
        if (has(e, EOFException.class) || reason(e).contains("unexpected end of stream")) {
            return new CurlText("Server returned nothing (no headers, no data)", 52, "Empty reply from server");
        }
        if (e instanceof ProtocolException) {
            return new CurlText("Weird server reply", 8, reason(e));
        }
        if (reason(e).startsWith(RESET)) {
            return new CurlText(RECEIVE, 56, "Recv failure: Connection reset by peer");
        }
        return new CurlText(RECEIVE, 56, reason(e).replace(OKHTTP_TUNNEL, "CONNECT tunnel failed, response "));
    }

    /** The name of the error in the middle of a body. */
    static String whileReceiving(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return TIMEOUT;
        }
        boolean partial = e instanceof ProtocolException || has(e, EOFException.class);
        return partial ? "Transferred a partial file" : RECEIVE;
    }

    /** Whether the route to the host may be to blame, so that advice about proxy and certificates helps. */
    boolean isAboutRoute() {
        return code == 6 || code == 7 || code == 28 || code == 35 || code == 52 || code == 56 || code == 60;
    }

    @Override
    public String toString() {
        return text + " (" + code + ") " + detail;
    }

    private static CurlText timeout(IOException e, String target, HttpOptions options) {
        if (reason(e).toLowerCase(Locale.ROOT).contains("connect")) {
            long ms = options.connectTimeout().toMillis();
            return new CurlText(TIMEOUT, 28, "Failed to connect to " + target + " after " + ms + " ms: " + TIMEOUT);
        }
        long seconds = options.stallTimeout().toSeconds();
        return new CurlText(
                TIMEOUT, 28, "Operation too slow. Less than 1 bytes/sec transferred the last " + seconds + " seconds");
    }

    private static CurlText tls(IOException e) {
        boolean certificate = has(e, CertificateException.class) || e instanceof SSLPeerUnverifiedException;
        return certificate
                ? new CurlText(
                        "SSL peer certificate or SSH remote key was not OK",
                        60,
                        "SSL certificate problem: " + innermost(e))
                : new CurlText("SSL connect error", 35, "TLS connect error: " + reason(e));
    }

    private static String unknownHost(IOException e, String host) {
        // When it is the proxy that is unknown, only the exception names it.
        String message = reason(e);
        int end = message.indexOf(':');
        String named = end < 0 ? message : message.substring(0, end);
        return named.isEmpty() || named.contains(" ") ? host : named;
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return reason(last);
    }

    private static String reason(Throwable e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
