package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.text.SafeUrl;
import dev.flakelock.fetcher.http.HttpFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the failures of one request, in Nix's words. */
final class Failures {

    private static final int SHOWN_BODY = 1024;
    private static final int READ_BODY = 64 * 1024;

    private final String url;
    private final HttpOptions options;
    private final RateLimits rateLimits;
    private final FetchContext context;

    Failures(HttpRequest request, HttpOptions options, RateLimits rateLimits, FetchContext context) {
        this.url = SafeUrl.of(request.url());
        this.options = options;
        this.rateLimits = rateLimits;
        this.context = context;
    }

    /** A status that is no success. Reads the body. */
    HttpFailure status(Response response, @Nullable String body) {
        String message = "unable to download '" + url + "': HTTP error " + response.code();
        if (body != null && !body.isEmpty() && (body.length() < SHOWN_BODY || body.contains("<html>"))) {
            message += "\n\nresponse body:\n\n" + body.stripTrailing();
        }
        RateLimits.Verdict verdict = rateLimits.judge(response);
        HttpFailure failure = new HttpFailure(
                        message, RetryPolicy.kindOf(response.code()), response.code(), verdict.serverDelay(), null)
                .withQuotaReset(verdict.quotaReset());
        String advice = verdict.advice() == null ? advice(response.code()) : verdict.advice();
        if (advice != null) {
            failure.hint(advice);
        }
        return failure;
    }

    /** What to do about a status that speaks for itself only to those who know HTTP. */
    private static @Nullable String advice(int status) {
        return switch (status) {
            case 401 ->
                "the server wants a token or password, or refuses the one it was shown: see 'access-tokens' and"
                        + " 'netrc-file' in nix.conf";
            case 403 ->
                "the server does not allow this; what is private needs a token in 'access-tokens' in nix.conf, or a"
                        + " password in the file 'netrc-file'";
            case 404 ->
                "nothing is there, or it is private: check the spelling of the reference; what is private needs a token"
                        + " in 'access-tokens' in nix.conf, or a password in the file 'netrc-file'";
            case 422 -> "the server does not know this branch, tag or commit";
            default -> status >= 500 ? "the server has a problem of its own; trying again later may help" : null;
        };
    }

    /** The start of a body, as text; what was received before it broke off. */
    static String textOf(InputStream body) {
        try {
            return new String(body.readNBytes(READ_BODY), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** A failure before there was an answer. */
    HttpFailure network(IOException e, HttpUrl target) {
        if (context.isCancelled()) {
            return HttpFailure.cancelled();
        }
        if (e instanceof UnusableCertificatesException) {
            String text = "Problem with the SSL CA cert (path? access rights?) (77) " + e.getMessage();
            HttpFailure failure = new HttpFailure(message(text), Kind.REFUSED, 0, null, e);
            failure.hint(
                    "'ssl-cert-file' in nix.conf, or NIX_SSL_CERT_FILE, names a file with the certificates to trust");
            return failure;
        }
        if (e instanceof UnusableProxyException) {
            return new HttpFailure(
                    message("Could not connect to server (7) " + e.getMessage()), Kind.REFUSED, 0, null, e);
        }
        CurlText text = CurlText.of(e, target.host(), target.port(), options);
        HttpFailure failure = new HttpFailure(message(text.toString()), Kind.TRANSIENT, 0, null, e);
        if (text.isAboutRoute()) {
            failure.hint("'" + target.host() + "' was to be reached with "
                    + options.route().get());
        }
        return failure;
    }

    /** A failure in the middle of a body. */
    HttpFailure whileReceiving(int status, IOException e) {
        if (context.isCancelled()) {
            return HttpFailure.cancelled();
        }
        HttpFailure failure = curl(status, CurlText.whileReceiving(e), Kind.TRANSIENT);
        failure.hint("the connection broke off; trying again may help");
        return failure;
    }

    HttpFailure tooLong(long limit) {
        String message = message("the body is longer than the limit of " + limit + " bytes");
        HttpFailure failure = new HttpFailure(message, Kind.REFUSED, 0, null, null);
        failure.hint("if it is as long as it should be, 'flakelock-max-download' sets the limit");
        return failure;
    }

    HttpFailure badUrl() {
        return new HttpFailure(
                message("URL using bad/illegal format or missing URL (3) "), Kind.REFUSED, 0, null, null);
    }

    HttpFailure badCoding(int status) {
        return curl(status, "Unrecognized or bad HTTP Content or Transfer-Encoding", Kind.REFUSED);
    }

    HttpFailure tooManyRedirects(int status) {
        return curl(status, "Number of redirects hit maximum amount", Kind.REFUSED);
    }

    HttpFailure badRedirect(int status) {
        return curl(status, "Unsupported protocol", Kind.REFUSED);
    }

    HttpFailure badRange(int status) {
        return curl(status, "Requested range was not delivered by the server", Kind.TRANSIENT);
    }

    private HttpFailure curl(int status, String text, Kind kind) {
        return new HttpFailure(
                message("HTTP error " + status + " (curl error: " + text + ")"), kind, status, null, null);
    }

    private String message(String what) {
        return "unable to download '" + url + "': " + what;
    }
}
