package dev.flakelock.core.nix;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a recursive set that are filled in so far, and the scope around it. */
final class RecursiveScope {

    private final @Nullable RecursiveScope outer;
    private final SetLiteral set;
    private final Map<Symbol, Value> filled = new HashMap<>();

    RecursiveScope(@Nullable RecursiveScope outer, SetLiteral set) {
        this.outer = outer;
        this.set = set;
    }

    void fill(Symbol name, Value value) {
        filled.put(name, value);
    }

    /** Whether a recursive set around binds the name. */
    static @Nullable RecursiveScope binding(@Nullable RecursiveScope scope, Symbol name) {
        RecursiveScope current = scope;
        while (current != null && current.set.find(name) == null) {
            current = current.outer;
        }
        return current;
    }

    @Nullable Value value(Symbol name) {
        return filled.get(name);
    }
}
