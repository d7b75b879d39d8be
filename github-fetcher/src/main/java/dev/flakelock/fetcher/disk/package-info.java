/**
 * Directories on this machine: locked while they are worked on, deleted before they grow too large, and what is
 * remembered in them.
 */
@NullMarked
package dev.flakelock.fetcher.disk;

import org.jspecify.annotations.NullMarked;
