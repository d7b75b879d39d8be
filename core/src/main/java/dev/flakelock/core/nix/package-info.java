/**
 * The Nix expression language as Nix 2.34 reads it, as far as a flake file needs it: the complete syntax, the static
 * checks (duplicate attributes and formals, undefined variables) and the values that stand in the text without any
 * evaluation.
 *
 * <p>A {@link dev.flakelock.core.nix.SourceText} is parsed into a {@link dev.flakelock.core.nix.NixFile}, whose
 * attribute set is read as {@link dev.flakelock.core.nix.Value}s. The parser is driven by tables made from
 * {@code nix.grammar}, so that syntax errors say what Nix says; nothing here recurses with the depth of the text.
 *
 * <p>Depends on the JDK and {@code dev.flakelock.core.error} only; knows nothing of flakes.
 */
@NullMarked
package dev.flakelock.core.nix;

import org.jspecify.annotations.NullMarked;
