/** The two output streams of the process and what may be written to them. May use {@code core.error} and {@code core.settings}. */
@NullMarked
package dev.flakelock.cli.console;

import org.jspecify.annotations.NullMarked;
