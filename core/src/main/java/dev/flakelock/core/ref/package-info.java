/**
 * Inputs and flake references: how they are parsed, printed and compared, and what an input scheme is.
 *
 * <p>Pure values, no input or output: an {@link dev.flakelock.core.ref.InputScheme} fetches, but through what the
 * {@code fetch} package describes. May use {@code error}, {@code text} and {@code fetch}.
 */
@NullMarked
package dev.flakelock.core.ref;

import org.jspecify.annotations.NullMarked;
