/**
 * How a command line is taken apart, with Nix's rules and in Nix's words.
 *
 * <p>A parser of our own, since a start must be quick and usage errors are part of what is compared with Nix: picocli
 * adds 43 to 62 ms to each start (JDK 25 and 17, with an archive of classes), which is more than everything else
 * together. It draws the help texts, which are read by people and not in a loop.
 *
 * <p>May use {@code core.error} only.
 */
@NullMarked
package dev.flakelock.cli.args;

import org.jspecify.annotations.NullMarked;
