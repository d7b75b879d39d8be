package dev.flakelock.fetcher.tarball;

import dev.flakelock.fetcher.input.InputFetcher;

/**
 * Archives: {@code https://host/x.tar.gz}, {@code tarball+https://host/x}. Where a flake is expected, every URL without
 * an application is one.
 */
public final class TarballScheme extends DownloadScheme {

    /** A scheme with what fetches its archives. */
    public TarballScheme(InputFetcher fetcher) {
        super(fetcher);
    }

    @Override
    public String type() {
        return "tarball";
    }

    @Override
    boolean takes(String application, boolean hasArchiveSuffix, boolean isFlake) {
        return application.isEmpty() ? isFlake || hasArchiveSuffix : application.equals("tarball");
    }
}
