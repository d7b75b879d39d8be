/** What the half of a scheme that fetches looks like to the half that describes. Depends on {@code core} only. */
@NullMarked
package dev.flakelock.fetcher.input;

import org.jspecify.annotations.NullMarked;
