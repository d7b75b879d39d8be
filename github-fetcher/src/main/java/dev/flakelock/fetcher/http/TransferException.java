package dev.flakelock.fetcher.http;

import java.io.IOException;

/** Carries a failed transfer through code that reads a body as a stream. */
public final class TransferException extends IOException {

    private static final long serialVersionUID = 1L;

    private final HttpFailure failure;

    TransferException(HttpFailure failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /** What happened. */
    public HttpFailure failure() {
        return failure;
    }
}
