/**
 * The commands, one class each: from arguments to a request, to the library, to what is shown. No logic that a user of
 * the library would miss.
 *
 * <p>May use everything below {@code cli} except the start of the program itself.
 */
@NullMarked
package dev.flakelock.cli.command;

import org.jspecify.annotations.NullMarked;
