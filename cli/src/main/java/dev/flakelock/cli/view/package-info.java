/**
 * What {@code flakelock tree} and {@code flakelock diff} show of lock files. Pure functions from values to text; may use
 * {@code core} and {@code cli.console}.
 */
@NullMarked
package dev.flakelock.cli.view;

import org.jspecify.annotations.NullMarked;
