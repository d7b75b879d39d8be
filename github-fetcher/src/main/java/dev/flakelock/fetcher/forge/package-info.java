/**
 * GitHub, GitLab and SourceHut: how their inputs are written, and how commits are looked up and archives fetched.
 *
 * <p>May use {@code http}, {@code cache} and {@code tarball} besides {@code core} and {@code narhash}.
 */
@NullMarked
package dev.flakelock.fetcher.forge;

import org.jspecify.annotations.NullMarked;
