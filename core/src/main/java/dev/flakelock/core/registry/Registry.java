package dev.flakelock.core.registry;

import dev.flakelock.core.ref.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries in order, of which the first that matches counts. Immutable. */
public final class Registry {

    private static final Registry EMPTY = new Registry(List.of());

    private final List<RegistryEntry> entries;

    private Registry(List<RegistryEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** A registry without entries. */
    public static Registry empty() {
        return EMPTY;
    }

    /** A registry with these entries. */
    public static Registry of(List<RegistryEntry> entries) {
        return new Registry(entries);
    }

    /** The entries, in order. */
    public List<RegistryEntry> entries() {
        return entries;
    }

    /** This registry with an entry at its end. */
    public Registry with(RegistryEntry entry) {
        List<RegistryEntry> more = new ArrayList<>(entries);
        more.add(entry);
        return new Registry(more);
    }

    /** This registry without the entries from exactly this input. */
    public Registry without(Input from) {
        return new Registry(
                entries.stream().filter(entry -> !entry.from().equals(from)).toList());
    }

    Optional<RegistryEntry> match(Input input) {
        return entries.stream().filter(entry -> entry.matches(input)).findFirst();
    }
}
