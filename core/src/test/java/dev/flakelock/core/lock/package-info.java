/** Tests of lock files with a scheme that is made for them. */
@NullMarked
package dev.flakelock.core.lock;

import org.jspecify.annotations.NullMarked;
