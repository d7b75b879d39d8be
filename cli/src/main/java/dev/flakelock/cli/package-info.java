@NullMarked
package dev.flakelock.cli;

import org.jspecify.annotations.NullMarked;
