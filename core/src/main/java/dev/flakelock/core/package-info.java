/**
 * Flake references, {@code flake.nix}, {@code flake.lock}, registries and the resolver.
 *
 * <p>The rooms, from the bottom up; a room may use those before it:
 *
 * <ul>
 *   <li>{@code error}, {@code text}: the exception family; byte order and JSON
 *   <li>{@code settings}: {@code nix.conf}, the environment, tokens, proxies
 *   <li>{@code attr}: attributes
 *   <li>{@code fetch}: what a scheme is given and what it gives back when it fetches
 *   <li>{@code ref}: inputs, flake references, and the interface of an input scheme
 *   <li>{@code registry}: from an indirect reference to a direct one
 *   <li>{@code lock}: {@code flake.lock}, read, written and compared
 *   <li>{@code view}: lock files as people look at them
 *   <li>{@code nix}, {@code flake}: the Nix language and what a {@code flake.nix} says
 *   <li>{@code resolve}: the algorithm that makes a lock out of all of these
 * </ul>
 *
 * <p>There is no HTTP, no Git and no archive here.
 */
@NullMarked
package dev.flakelock.core;

import org.jspecify.annotations.NullMarked;
