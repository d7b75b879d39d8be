/**
 * The schemes {@code github}, {@code gitlab} and {@code sourcehut}: how they are written and how they are fetched.
 *
 * <p>May use {@code http}, {@code cache}, {@code tree}, {@code core} and {@code narhash}.
 */
@NullMarked
package dev.flakelock.fetcher.forge;

import org.jspecify.annotations.NullMarked;
