/**
 * Completion of words in shells: what can stand at a place of a command line, and the scripts that ask for it. Loaded only
 * when a shell asks. May use {@code cli.args}, {@code cli.command} and {@code core}.
 */
@NullMarked
package dev.flakelock.cli.completion;

import org.jspecify.annotations.NullMarked;
