/**
 * The algorithm that makes a lock file.
 *
 * <p>One thread decides, in the order in which Nix decides; others fetch. A {@link dev.flakelock.core.resolve.LockPass}
 * is the whole algorithm as a function of what has been fetched so far. It is run again whenever something has
 * arrived, until it asks for nothing that is missing; so fetches overlap as much as they can, and nobody can tell from
 * the result, or from the messages, in which order they ended.
 */
@NullMarked
package dev.flakelock.core.resolve;

import org.jspecify.annotations.NullMarked;
