/**
 * Attributes: names with values, which everything else about an input is made of. May use {@code error} and {@code text}.
 */
@NullMarked
package dev.flakelock.core.attr;

import org.jspecify.annotations.NullMarked;
