@NullMarked
package dev.flakelock.core.resolve;

import org.jspecify.annotations.NullMarked;
