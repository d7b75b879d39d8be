/** Mercurial repositories. May use {@code input}, {@code tree}, {@code disk}, {@code core} and {@code narhash}. */
@NullMarked
package dev.flakelock.fetcher.hg;

import org.jspecify.annotations.NullMarked;
