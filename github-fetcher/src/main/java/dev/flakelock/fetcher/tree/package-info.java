/**
 * Trees that were hashed while they were read: the paths in them and the few files kept.
 *
 * <p>May use {@code http}, {@code core} and {@code narhash}; the fetchers may use it.
 */
@NullMarked
package dev.flakelock.fetcher.tree;

import org.jspecify.annotations.NullMarked;
