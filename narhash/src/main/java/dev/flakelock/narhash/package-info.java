/**
 * NAR serialisation and hashes: what Nix means by the hash of a tree.
 *
 * <p>Knows bytes, hashes and archives, and nothing of flakes. Depends on the JDK, Bouncy Castle and the archive
 * libraries only; everything else in flakelock may use it.
 */
@NullMarked
package dev.flakelock.narhash;

import org.jspecify.annotations.NullMarked;
