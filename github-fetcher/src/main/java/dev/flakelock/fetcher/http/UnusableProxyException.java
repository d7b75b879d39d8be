package dev.flakelock.fetcher.http;

import java.io.IOException;

/** The proxy that is configured for a host cannot be understood. */
final class UnusableProxyException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableProxyException(String message, Throwable cause) {
        super(message, cause);
    }
}
