package dev.flakelock.fetcher.http;

import dev.flakelock.core.error.FlakeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request that failed, in Nix's words: {@code unable to download 'URL': HTTP error 404}. */
public final class HttpFailure extends FlakeException {

    private static final long serialVersionUID = 1L;

    /** What sort of failure it is, which decides whether trying again can help. */
    public enum Kind {
        /** 404 and 410. */
        NOT_FOUND,
        /** 401, 403 and 407. */
        FORBIDDEN,
        /** The server does not answer such a request, or the answer cannot be understood. */
        REFUSED,
        /** Trying again may help. */
        TRANSIENT,
        /** The caller no longer wants the answer. */
        CANCELLED
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration serverDelay;
    private @Nullable Instant quotaReset;

    HttpFailure(String message, Kind kind, int status, @Nullable Duration serverDelay, @Nullable Throwable cause) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
        this.kind = kind;
        this.status = status;
        this.serverDelay = serverDelay;
    }

    /** The failure of a fetch that nobody wants any more. */
    public static HttpFailure cancelled() {
        return new HttpFailure("interrupted by the user", Kind.CANCELLED, 0, null, null);
    }

    /** What sort of failure it is. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status, or 0 if there was no answer. */
    public int status() {
        return status;
    }

    /**
     * When requests are allowed again, if the server allows none any more because all of an hour are used up; else null.
     * A server that asks to be left alone for a time of its own choice ({@code Retry-After}) does not say that.
     */
    public @Nullable Instant quotaReset() {
        return quotaReset;
    }

    HttpFailure withQuotaReset(@Nullable Instant time) {
        quotaReset = time;
        return this;
    }

    /** This failure, for code that can throw nothing else. */
    public TransferException asStreamError() {
        return new TransferException(this);
    }

    /** How long the server asks to be left alone, or null. */
    @Nullable Duration serverDelay() {
        return serverDelay;
    }
}
