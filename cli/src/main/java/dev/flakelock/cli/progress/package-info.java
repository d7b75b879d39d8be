/**
 * How fetches are shown while they are under way: as lines on a terminal that go away, as lines that stay, as JSON events.
 * May use {@code cli.console}, {@code cli.view} and {@code core}.
 */
@NullMarked
package dev.flakelock.cli.progress;

import org.jspecify.annotations.NullMarked;
