/**
 * What a scheme is given when it fetches, and what it gives back.
 *
 * <p>Interfaces and values only. May use {@code error}, {@code attr} and {@code narhash}.
 */
@NullMarked
package dev.flakelock.core.fetch;

import org.jspecify.annotations.NullMarked;
