/**
 * What programs use: {@link dev.flakelock.api.FlakeLocker} does all that the command does.
 *
 * <p>Requests, listeners and results are those of {@code core}. May use everything; only the command and embedding
 * programs may use it.
 */
@NullMarked
package dev.flakelock.api;

import org.jspecify.annotations.NullMarked;
