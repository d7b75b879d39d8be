package dev.flakelock.core.lock;

import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.text.Utf8Order;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of a lock file. Immutable.
 *
 * @param pin what the node is locked to, or null for the root
 * @param inputs the inputs by name, in byte order
 */
public record Node(@Nullable Pin pin, NavigableMap<String, Edge> inputs) {

    /**
     * What a node other than the root is locked to.
     *
     * @param locked the locked reference
     * @param original the reference as it was asked for
     * @param isFlake whether the input is a flake
     * @param parent the flake to which a relative reference is relative; null if the reference is not relative
     */
    public record Pin(
            FlakeRef locked,
            FlakeRef original,
            boolean isFlake,
            @Nullable InputAttrPath parent) {}

    /** Copies the collections. */
    public Node {
        NavigableMap<String, Edge> copy = new TreeMap<>(Utf8Order.BYTES);
        copy.putAll(inputs);
        inputs = Collections.unmodifiableNavigableMap(copy);
    }

    /** A root with these inputs. */
    public static Node root(Map<String, Edge> inputs) {
        return new Node(null, sorted(inputs));
    }

    /** A node that is locked to this, with these inputs. */
    public static Node locked(Pin pin, Map<String, Edge> inputs) {
        return new Node(pin, sorted(inputs));
    }

    /**
     * What this node is locked to. Not for the root.
     *
     * @throws IllegalStateException for the root
     */
    public Pin requirePin() {
        if (pin == null) {
            throw new IllegalStateException("the root of a lock file is not locked to anything");
        }
        return pin;
    }

    private static NavigableMap<String, Edge> sorted(Map<String, Edge> inputs) {
        NavigableMap<String, Edge> sorted = new TreeMap<>(Utf8Order.BYTES);
        sorted.putAll(inputs);
        return sorted;
    }
}
