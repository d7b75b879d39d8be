package dev.flakelock.cli.metadata;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.StorePath;
import java.util.Map;
import java.util.TreeMap;

/** Where a flake and its inputs would be in the store, as {@code nix flake archive --json} gives it. */
public final class ArchiveJson {

    private final LockFile lock;

    private ArchiveJson(LockFile lock) {
        this.lock = lock;
    }

    /**
     * The store paths as a JSON object. Inputs inside of other trees have none.
     *
     * @throws FlakeException if the flake cannot be hashed, or if the lock file lacks the hash of an input
     */
    public static JsonValue.Obj of(LockedFlake flake) throws FlakeException {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("path", new JsonValue.Text(flake.storePath()));
        members.put(
                "inputs",
                new ArchiveJson(flake.lockFile()).inputs(flake.lockFile().root()));
        return JsonValue.Obj.of(members);
    }

    private JsonValue inputs(Node node) throws FlakeException {
        Map<String, JsonValue> members = new TreeMap<>();
        for (Map.Entry<String, Edge> input : node.inputs().entrySet()) {
            if (input.getValue() instanceof Edge.ToNode to) {
                members.put(input.getKey(), input(lock.node(to.key())));
            }
        }
        return JsonValue.Obj.of(members);
    }

    private JsonValue input(Node node) throws FlakeException {
        Map<String, JsonValue> members = new TreeMap<>();
        Input locked = node.requirePin().locked().input();
        if (!locked.isRelative()) {
            members.put("path", new JsonValue.Text(StorePath.ofSource(narHash(locked), locked.storeName())));
        }
        members.put("inputs", inputs(node));
        return JsonValue.Obj.of(members);
    }

    private static Hash narHash(Input locked) throws FlakeException {
        Hash narHash = locked.narHash();
        if (narHash == null) {
            throw new FlakeException("cannot compute store path for unlocked input '" + locked.toUrl() + "'");
        }
        return narHash;
    }
}
