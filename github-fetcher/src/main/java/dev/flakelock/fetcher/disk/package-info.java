/** Files on this machine that are written so that nobody ever sees half of one. Depends on the JDK only. */
@NullMarked
package dev.flakelock.fetcher.disk;

import org.jspecify.annotations.NullMarked;
