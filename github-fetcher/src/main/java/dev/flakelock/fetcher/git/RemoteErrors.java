package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.TransferException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a server or the way to it has against a fetch, in Nix's words, with what was said and what to do about it. */
final class RemoteErrors {

    private static final String LET_IN = "a user name with a password or token goes into ~/.netrc, or into a credential"
            + " helper of git ('git config credential.helper')";

    private static final String NO_REF = "couldn't find remote ref ";

    private RemoteErrors() {}

    /** The failure of a conversation in which a ref was asked for that the server does not have. */
    static IOException noRef(String name) {
        return new IOException(NO_REF + name);
    }

    /** The error for everything that keeps a repository from being fetched. */
    static FlakeException failed(String url, @Nullable Exception cause) {
        String message = "Failed to fetch git repository '" + withoutPassword(url) + "'";
        if (cause == null) {
            return new FlakeException(message);
        }
        FlakeException failure = new FlakeException(message, cause);
        HttpFailure http = http(cause);
        String hint = http == null ? said(cause) : said(http);
        return hint == null ? failure : failure.hint(hint);
    }

    /** The failed transfer behind a failure, if it is one; then it is not for what the server has or has not. */
    static @Nullable HttpFailure http(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TransferException transfer) {
                return transfer.failure();
            }
        }
        return null;
    }

    private static @Nullable String said(Exception cause) {
        if (cause.getMessage() == null) {
            return null;
        }
        String text = withoutToken(withoutPassword(cause.getMessage()));
        if (text.startsWith(NO_REF)) {
            return text
                    + "; is it spelt right? a tag needs its full name, as in 'ref=refs/tags/v1', and 'git ls-remote'"
                    + " lists all names";
        }
        // The words of JGit for 401, when nobody knows a password or the one that is known is refused.
        return text.endsWith("not authorized") || text.endsWith("authentication not supported")
                ? text + "; " + LET_IN
                : text;
    }

    private static String said(HttpFailure failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String text = withoutToken(withoutPassword(first));
        String advice = advice(failure);
        return advice == null ? text : text + "; " + advice;
    }

    private static @Nullable String advice(HttpFailure failure) {
        return switch (failure.status()) {
            case 403 -> "the server does not allow this; " + LET_IN;
            case 404, 410 -> "is the URL spelt right? a private repository looks as if it were not there; " + LET_IN;
            case 429 -> "the server wants to be asked less often; trying again later may help";
            default -> failure.hint();
        };
    }

    /** A URL that git's configuration puts in the place of another one may have a token for a user name. */
    private static String withoutToken(String text) {
        return text.replaceAll("(https?://)[^/@\\s]*@", "$1***@");
    }

    static String withoutPassword(String text) {
        return text.replaceAll("(://[^/@:\\s]*):[^/@\\s]*@", "$1@");
    }
}
