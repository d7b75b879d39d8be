package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Schemes;
import java.util.HashMap;
import java.util.Map;

/** What the algorithm needs to know of references. Used by one thread. */
final class References {

    private final Schemes schemes;
    private final Map<FlakeRef, FlakeRef> canonical = new HashMap<>();

    References(Schemes schemes) {
        this.schemes = schemes;
    }

    /** The reference that an input without one stands for: its name, to be looked up in the registries. */
    FlakeRef indirect(String name) throws FlakeException {
        return FlakeRef.fromAttrs(Attrs.none().with("type", "indirect").with("id", name), schemes);
    }

    /** Whether two references are the same but for the spelling of a URL. */
    boolean same(FlakeRef a, FlakeRef b) {
        return a.equals(b) || canonical(a).equals(canonical(b));
    }

    private FlakeRef canonical(FlakeRef ref) {
        return canonical.computeIfAbsent(ref, FlakeRef::canonical);
    }
}
