/** Tests of JSON as Nix reads and writes it. */
@NullMarked
package dev.flakelock.core.text;

import org.jspecify.annotations.NullMarked;
