/**
 * Flake registries: from the name of a flake to the place it is at.
 *
 * <p>Reads and writes local files; what is on a server comes through {@link dev.flakelock.core.fetch.Downloads}. May use
 * {@code error}, {@code text}, {@code ref} and {@code fetch}. Where the files are is given by parameters.
 */
@NullMarked
package dev.flakelock.core.registry;

import org.jspecify.annotations.NullMarked;
