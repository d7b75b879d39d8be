/** Mercurial repositories. May use {@code tree}, {@code cache}, {@code disk}, {@code core} and {@code narhash}. */
@NullMarked
package dev.flakelock.fetcher.hg;

import org.jspecify.annotations.NullMarked;
