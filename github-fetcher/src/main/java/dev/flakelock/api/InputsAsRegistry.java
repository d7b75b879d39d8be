package dev.flakelock.api;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;

/** Takes the inputs of a flake for entries of a registry. */
final class InputsAsRegistry {

    private InputsAsRegistry() {}

    /** A registry with an entry for each input of the root, which leads to what it is locked to. */
    static Registry append(Registry registry, LockFile lock, Schemes schemes) throws FlakeException {
        Registry result = registry;
        for (String name : lock.root().inputs().keySet()) {
            Node.@Nullable Pin pin =
                    lock.find(InputAttrPath.of(name)).map(Node::pin).orElse(null);
            if (pin != null) {
                Attrs indirect = Attrs.none().with("type", "indirect").with("id", name);
                FlakeRef from = FlakeRef.fromAttrs(indirect, schemes);
                result = result.with(RegistryEntry.of(from.input(), pin.locked()));
            }
        }
        return result;
    }
}
