/** Files on this machine that are replaced so that nobody ever sees half of one, and what to say of those that cannot be. */
@NullMarked
package dev.flakelock.core.disk;

import org.jspecify.annotations.NullMarked;
