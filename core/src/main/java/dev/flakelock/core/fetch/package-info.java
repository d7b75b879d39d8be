/**
 * What a scheme is given when it fetches, and what it gives back.
 *
 * <p>Interfaces and values only. May use {@code error}, {@code ref} and {@code narhash}; {@code ref} and this package
 * know each other, since a scheme both describes inputs and fetches them.
 */
@NullMarked
package dev.flakelock.core.fetch;

import org.jspecify.annotations.NullMarked;
