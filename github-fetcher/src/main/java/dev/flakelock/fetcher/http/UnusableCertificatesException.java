package dev.flakelock.fetcher.http;

import java.io.IOException;

/** The configured certificates cannot be read. */
final class UnusableCertificatesException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableCertificatesException(String message, Throwable cause) {
        super(message, cause);
    }
}
