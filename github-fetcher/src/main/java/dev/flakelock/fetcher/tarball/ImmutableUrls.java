package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;

/** Understands the URL of a {@code Link: <…>; rel="immutable"} header. */
@FunctionalInterface
public interface ImmutableUrls {

    /**
     * The attributes of the input that the URL means where a tree is expected, {@code dir} left in the URL.
     *
     * @throws FlakeException if it means none
     */
    Attrs attrs(String url) throws FlakeException;
}
