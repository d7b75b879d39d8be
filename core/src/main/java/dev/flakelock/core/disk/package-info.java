/** Files on this machine that are replaced so that nobody ever sees half of one. Knows nothing of flakes. */
@NullMarked
package dev.flakelock.core.disk;

import org.jspecify.annotations.NullMarked;
