/**
 * What is measured with: source trees, archives, {@code flake.nix} and {@code flake.lock} files, made up by rule.
 *
 * <p>The same parameters give the same bytes on every machine and every JDK. May use {@code core} to put lock files
 * into their final form.
 */
@NullMarked
package dev.flakelock.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;
