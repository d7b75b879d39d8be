/**
 * What the user has configured: {@code nix.conf} in its real syntax and precedence, settings given on the command line
 * or by the flake itself, access tokens, netrc files, proxies, and the places where all of them live.
 *
 * <p>Start with {@link dev.flakelock.core.settings.Environment}, read it with
 * {@link dev.flakelock.core.settings.NixConfReader}, change the resulting
 * {@link dev.flakelock.core.settings.SettingsBuilder}, and hand the built
 * {@link dev.flakelock.core.settings.Settings} to whatever locks or fetches.
 *
 * <p>This package depends on the JDK, on {@code core.error}, and for one file ({@code trusted-settings.json}) on {@code
 * core.text}. It prints nothing: what a user should be told is collected as {@link
 * dev.flakelock.core.settings.Notice}s.
 */
@NullMarked
package dev.flakelock.core.settings;

import org.jspecify.annotations.NullMarked;
