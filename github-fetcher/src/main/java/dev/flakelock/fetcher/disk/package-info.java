/**
 * Directories on this machine: locked while they are worked on, deleted before they grow too large, and what is
 * remembered in them. Knows nothing of inputs; of {@code core} only how files are replaced.
 */
@NullMarked
package dev.flakelock.fetcher.disk;

import org.jspecify.annotations.NullMarked;
