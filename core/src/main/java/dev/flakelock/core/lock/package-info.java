/**
 * {@code flake.lock}: read, written, compared, checked.
 *
 * <p>Values without any input or output of their own. The format is version 7 as Nix 2.34 writes it; versions 5 and 6
 * are read. May use {@code error}, {@code text} and {@code ref}.
 */
@NullMarked
package dev.flakelock.core.lock;

import org.jspecify.annotations.NullMarked;
