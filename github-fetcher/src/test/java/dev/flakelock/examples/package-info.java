/** The programs of the guide, {@code docs/library.md}. They are shown there as they are here. */
@NullMarked
package dev.flakelock.examples;

import org.jspecify.annotations.NullMarked;
