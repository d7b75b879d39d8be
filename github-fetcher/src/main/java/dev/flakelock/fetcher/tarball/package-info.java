/**
 * The schemes {@code tarball} and {@code file}: how they are written and how they are fetched.
 *
 * <p>May use {@code http}, {@code cache}, {@code tree}, {@code core} and {@code narhash}.
 */
@NullMarked
package dev.flakelock.fetcher.tarball;

import org.jspecify.annotations.NullMarked;
