package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import java.util.SortedMap;

/**
 * Makes flake references of what stands in a flake file. Called while the file is read, at the moment when Nix parses
 * the reference, so that its error comes before or after others as in Nix.
 *
 * @param <R> a flake reference
 */
interface InputReferenceParser<R> {

    /**
     * The reference that the {@code url} of an input stands for; relative paths are kept as they are.
     *
     * @param url the text, or {@code path:} and a relative path if the file has a path literal
     * @param isFlake false if the input has {@code flake = false}
     */
    R fromUrl(String url, boolean isFlake) throws FlakeException;

    /**
     * The reference that an input with a {@code type} stands for.
     *
     * @param attributes strings, longs (not negative) and booleans, by name in byte order, with {@code type}, and with
     *     {@code url} and {@code dir} if they are there
     */
    R fromAttributes(SortedMap<String, Object> attributes) throws FlakeException;

    /** The reference that an argument of {@code outputs} stands for, if {@code inputs} says nothing else. */
    R fromArgument(String name) throws FlakeException;

    /** Whether the experimental feature {@code verified-fetches} is enabled, without which there are no public keys. */
    default boolean hasVerifiedFetches() {
        return false;
    }
}
