package dev.flakelock.core.flake;

import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.text.Utf8Order;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An input as a flake declares it. Immutable.
 *
 * @param ref the flake reference, or null if the flake names none
 * @param isFlake whether the input is a flake, and not just a tree
 * @param follows the input of the same flake that is to be used instead, or null
 * @param overrides what is declared for the inputs of this input, in byte order
 */
public record FlakeInput(
        @Nullable FlakeRef ref,
        boolean isFlake,
        @Nullable InputAttrPath follows,
        NavigableMap<String, FlakeInput> overrides) {

    /** Copies the collections. */
    public FlakeInput {
        NavigableMap<String, FlakeInput> copy = new TreeMap<>(Utf8Order.BYTES);
        copy.putAll(overrides);
        overrides = Collections.unmodifiableNavigableMap(copy);
    }

    /** An input with this reference and nothing else. */
    public static FlakeInput of(FlakeRef ref, boolean isFlake) {
        return new FlakeInput(ref, isFlake, null, new TreeMap<>());
    }

    /** An input that is another one. */
    public static FlakeInput following(InputAttrPath path) {
        return new FlakeInput(null, true, path, new TreeMap<>());
    }

    /** This input with its paths relative to the root, where it is declared by the flake at this path. */
    public FlakeInput under(InputAttrPath flake) {
        if (flake.isRoot()) {
            return this;
        }
        return new FlakeInput(
                ref, isFlake, follows == null ? null : flake.resolve(follows), allUnder(flake, overrides));
    }

    /** Inputs by name, each {@linkplain #under under} this path. */
    public static NavigableMap<String, FlakeInput> allUnder(InputAttrPath flake, Map<String, FlakeInput> inputs) {
        NavigableMap<String, FlakeInput> moved = new TreeMap<>(Utf8Order.BYTES);
        inputs.forEach((name, input) -> moved.put(name, input.under(flake)));
        return moved;
    }
}
