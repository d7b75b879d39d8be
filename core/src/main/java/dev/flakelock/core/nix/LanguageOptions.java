package dev.flakelock.core.nix;

import org.jspecify.annotations.Nullable;

/**
 * What decides about the meaning of a file besides its text.
 *
 * @param baseDirectory the absolute directory against which relative paths are resolved
 * @param homeDirectory the directory that {@code ~} stands for; null in pure evaluation, where it is an error
 * @param pipeOperators whether the experimental feature {@code pipe-operators} is enabled
 */
public record LanguageOptions(
        String baseDirectory, @Nullable String homeDirectory, boolean pipeOperators) {

    /** As flakes are evaluated by default: purely, without experimental operators. */
    public static LanguageOptions pure(String baseDirectory) {
        return new LanguageOptions(baseDirectory, null, false);
    }
}
