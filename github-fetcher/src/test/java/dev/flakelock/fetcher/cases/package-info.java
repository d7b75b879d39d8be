/**
 * Flakes whose {@code flake.nix} was recorded with what Nix 2.34.8 makes of it, locked from end to end: the flake is a
 * real directory, read by the real fetchers; only what its inputs point to is made up. May depend on everything in this
 * module and below.
 */
@NullMarked
package dev.flakelock.fetcher.cases;

import org.jspecify.annotations.NullMarked;
