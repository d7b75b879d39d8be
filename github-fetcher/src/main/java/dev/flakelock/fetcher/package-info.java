/**
 * The input schemes that flakelock brings along, over OkHttp and JGit.
 *
 * <p>A package for each family of schemes holds their language (how they are written) and their fetchers (how they
 * are fetched); {@code http} is the transport and {@code cache} what is remembered on disk, which all of them may use.
 * Depends on {@code core} and {@code narhash}; nothing but the command and embedding programs may depend on it.
 */
@NullMarked
package dev.flakelock.fetcher;

import org.jspecify.annotations.NullMarked;
