/**
 * Files and directories on this machine: written so that nobody ever sees half of one, locked while they are worked on,
 * deleted before they grow too large. Depends on the JDK only.
 */
@NullMarked
package dev.flakelock.fetcher.disk;

import org.jspecify.annotations.NullMarked;
