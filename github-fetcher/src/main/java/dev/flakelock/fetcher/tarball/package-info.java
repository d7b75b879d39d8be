/**
 * Archives and single files behind a URL. May use {@code http} and {@code cache} besides {@code core} and
 * {@code narhash}.
 */
@NullMarked
package dev.flakelock.fetcher.tarball;

import org.jspecify.annotations.NullMarked;
