/**
 * Git repositories: how their inputs are written, and how they are fetched, from a work tree, a local repository or a
 * server.
 *
 * <p>May use {@code http} and {@code cache} besides {@code core} and {@code narhash}.
 */
@NullMarked
package dev.flakelock.fetcher.git;

import org.jspecify.annotations.NullMarked;
