package dev.flakelock.core.flake;

import dev.flakelock.core.error.SourceLocation;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An input as a flake file declares it, or an override of an input of an input.
 *
 * @param reference where it comes from; null if it follows another input or if nothing is said
 * @param isFlake false if the file says {@code flake = false}
 * @param follows the names of the path to the input that this one follows, from the flake that declares it; empty for
 *     the root flake, null if it follows none
 * @param overrides what is said about its own inputs, by name in byte order
 * @param location where it is declared; null if only the arguments of {@code outputs} name it
 * @param <R> a flake reference
 */
record InputDeclaration<R>(
        @Nullable R reference,
        boolean isFlake,
        @Nullable List<String> follows,
        SortedMap<String, InputDeclaration<R>> overrides,
        @Nullable SourceLocation location) {

    public InputDeclaration {
        follows = follows == null ? null : List.copyOf(follows);
        overrides = ByteOrder.copy(overrides);
    }

    static <R> InputDeclaration<R> ofArgument(R reference) {
        return new InputDeclaration<>(reference, true, null, ByteOrder.newMap(), null);
    }
}
