/**
 * The one checked exception family of flakelock: what went wrong, where, on which input, and what to do next.
 *
 * <p>An exception carries its context as fields and is rendered once, at the edge. This package depends on nothing
 * but the JDK; every other package may use it.
 */
@NullMarked
package dev.flakelock.core.error;

import org.jspecify.annotations.NullMarked;
