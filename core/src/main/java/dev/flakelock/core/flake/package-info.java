/**
 * What a {@code flake.nix} says: its inputs, the arguments of its outputs and its settings, read in Nix's order of checks,
 * so that the first error is the one that Nix reports.
 *
 * <p>Flake references are parsed by whoever calls, through {@link dev.flakelock.core.flake.InputReferenceParser}.
 * Depends on {@code dev.flakelock.core.nix} and {@code dev.flakelock.core.error}.
 */
@NullMarked
package dev.flakelock.core.flake;

import org.jspecify.annotations.NullMarked;
