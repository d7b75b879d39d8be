package dev.flakelock.core.registry;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.narhash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * One line of a registry. Immutable.
 *
 * @param from what is replaced
 * @param to what it is replaced by, without {@code dir}
 * @param extra {@code dir}, if the entry has one
 * @param exact whether only {@code from} itself is replaced, rather than also {@code from} with a branch, tag or commit
 */
public record RegistryEntry(Input from, Input to, Attrs extra, boolean exact) {

    /** An entry, not exact, that leads to this reference. */
    public static RegistryEntry of(Input from, FlakeRef to) {
        Attrs extra = to.subdir().isEmpty() ? Attrs.none() : Attrs.none().with(FlakeRef.DIR, to.subdir());
        return new RegistryEntry(from, to.input(), extra, false);
    }

    /** Whether the entry is about this input. */
    boolean matches(Input input) {
        return from.equals(input) || (!exact && from.equals(input.withAttrs(withoutRefAndRev(input))));
    }

    private static Attrs withoutRefAndRev(Input input) {
        return input.attrs().without("ref").without("rev");
    }

    /**
     * What stands in place of an input that the entry {@linkplain #matches matches}.
     *
     * @throws FlakeException if the target cannot have the branch, tag or commit that was asked for
     */
    Input apply(Input input) throws FlakeException {
        InputScheme scheme = to.scheme();
        if (exact || scheme == null) {
            return to;
        }
        String ref = from.ref() == null ? input.ref() : null;
        return scheme.withRefAndRev(to, ref, from.rev() == null ? revOf(input) : null);
    }

    private static @Nullable String revOf(Input input) throws FlakeException {
        Hash rev = input.rev();
        return rev == null ? null : rev.toBase16();
    }
}
