package dev.flakelock.fetcher.git.clean;

import java.io.IOException;

/** Something that a quick look does not judge. */
final class Unusual extends IOException {

    private static final long serialVersionUID = 1;

    Unusual(String what) {
        super(what);
    }

    /** Nobody reads it. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
