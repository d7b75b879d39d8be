/**
 * What {@code flakelock metadata} shows of a flake and its lock file, as text and as JSON. Pure functions from values to
 * text; may use {@code core} and {@code cli.console}.
 */
@NullMarked
package dev.flakelock.cli.metadata;

import org.jspecify.annotations.NullMarked;
