/**
 * The HTTP transport: one OkHttp client, redirects, retries, resumption and error texts as Nix has them.
 *
 * <p>Knows requests and bytes, and nothing of inputs. May use {@code core.error}, {@code core.fetch}, {@code core.settings} and {@code core.text}; every fetcher
 * and the cache of downloads may use it.
 */
@NullMarked
package dev.flakelock.fetcher.http;

import org.jspecify.annotations.NullMarked;
