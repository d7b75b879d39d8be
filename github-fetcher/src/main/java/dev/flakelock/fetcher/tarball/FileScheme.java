package dev.flakelock.fetcher.tarball;

import dev.flakelock.fetcher.input.InputFetcher;

/** Single files: {@code file+https://host/x}; where no flake is expected, also {@code https://host/x}. */
public final class FileScheme extends DownloadScheme {

    /** A scheme with what fetches its files. */
    public FileScheme(InputFetcher fetcher) {
        super(fetcher);
    }

    @Override
    public String type() {
        return "file";
    }

    @Override
    boolean takes(String application, boolean hasArchiveSuffix, boolean isFlake) {
        return application.isEmpty() ? !isFlake && !hasArchiveSuffix : application.equals("file");
    }
}
