/** Local directories, taken as they are. May use {@code core} and {@code narhash}. */
@NullMarked
package dev.flakelock.fetcher.path;

import org.jspecify.annotations.NullMarked;
