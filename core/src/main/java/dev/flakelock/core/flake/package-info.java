/**
 * What a {@code flake.nix} says: its description, its inputs, its configuration.
 *
 * <p>May use {@code error}, {@code text}, {@code nix}, {@code ref}, {@code fetch} and {@code lock}.
 */
@NullMarked
package dev.flakelock.core.flake;

import org.jspecify.annotations.NullMarked;
