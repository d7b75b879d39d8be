/**
 * The lock algorithm with the schemes of this module, replayed in worlds that were recorded while Nix 2.34.8 locked
 * flakes in them. Nothing is downloaded; what is fetched comes from the recording.
 */
@NullMarked
package dev.flakelock.fetcher.replay;

import org.jspecify.annotations.NullMarked;
