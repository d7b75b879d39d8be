/** Byte order of names, JSON as Nix writes it, URLs without secrets. Depends on {@code error} only. */
@NullMarked
package dev.flakelock.core.text;

import org.jspecify.annotations.NullMarked;
