package dev.flakelock.core.flake;

import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.SourceText;

/**
 * A {@code flake.nix} to read.
 *
 * @param text its bytes and the file name that messages show
 * @param options how it is parsed; its base directory is the directory of the file
 * @param directory the absolute directory of the flake, to which references are relative; the same as that of the file,
 *     unless the {@code flake.nix} of the flake is a link to the file
 * @param reference the resolved reference of the flake as a URL, for messages
 * @param shownDirectory the directory of the flake as messages show it, with a slash at the end if it is the root of
 *     the source tree
 */
record FlakeSource(
        SourceText text, LanguageOptions options, String directory, String reference, String shownDirectory) {}
