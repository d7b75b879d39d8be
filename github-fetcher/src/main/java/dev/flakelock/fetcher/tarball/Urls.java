package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.SafeUrl;

/** What tarballs and files have in common. */
final class Urls {

    private Urls() {}

    static String required(Attrs attrs) throws FlakeException {
        String url = attrs.text("url");
        if (url == null) {
            throw new FlakeException("input attribute 'url' is missing");
        }
        return url;
    }

    static FlakeException unexpectedlyUnchanged(String url) {
        return new FlakeException(
                "unable to download '" + SafeUrl.of(url) + "': the server calls unchanged what it was not asked about");
    }
}
