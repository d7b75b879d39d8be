/**
 * The scheme {@code path}: how it is written and how it is fetched.
 *
 * <p>May use {@code tree}, {@code core} and {@code narhash}.
 */
@NullMarked
package dev.flakelock.fetcher.path;

import org.jspecify.annotations.NullMarked;
