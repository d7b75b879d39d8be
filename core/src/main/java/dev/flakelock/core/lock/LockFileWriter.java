package dev.flakelock.core.lock;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes lock files as Nix does: version 7, members in byte order, indented by two.
 *
 * <p>The nodes get new keys: a node is called like the input by which a walk in order of the names meets it first, with
 * {@code _2}, {@code _3} and so on behind it if that key is taken. So two lock files that mean the same are written
 * the same.
 */
public final class LockFileWriter {

    private static final int VERSION = 7;

    private final LockFile lock;
    private final Map<String, String> newKeys = new HashMap<>();
    private final Map<String, JsonValue> written = new TreeMap<>();

    private LockFileWriter(LockFile lock) {
        this.lock = lock;
    }

    /** The lock file as a JSON value, by which two lock files can be compared. */
    public static JsonValue toJson(LockFile lock) {
        LockFileWriter writer = new LockFileWriter(lock);
        String root = writer.write("root", lock.rootKey());
        return JsonValue.Obj.of(Map.of(
                "nodes", JsonValue.Obj.of(writer.written),
                "root", new JsonValue.Text(root),
                "version", new JsonValue.Int(VERSION)));
    }

    /** The text of the file, with the final line end. */
    public static String format(LockFile lock) {
        return JsonWriter.indented(toJson(lock)) + "\n";
    }

    private String write(String wanted, String key) {
        String known = newKeys.get(key);
        if (known != null) {
            return known;
        }
        String newKey = free(wanted);
        newKeys.put(key, newKey);
        written.put(newKey, new JsonValue.Null());
        written.put(newKey, node(lock.node(key)));
        return newKey;
    }

    private String free(String wanted) {
        String key = wanted;
        for (int n = 2; written.containsKey(key); n++) {
            key = wanted + "_" + n;
        }
        return key;
    }

    private JsonValue node(Node node) {
        Map<String, JsonValue> members = new TreeMap<>();
        if (!node.inputs().isEmpty()) {
            Map<String, JsonValue> inputs = new TreeMap<>();
            node.inputs().forEach((name, edge) -> inputs.put(name, edge(name, edge)));
            members.put("inputs", JsonValue.Obj.of(inputs));
        }
        Node.Pin pin = node.pin();
        if (pin != null) {
            members.put("locked", reference(pin.locked()));
            members.put("original", reference(pin.original()));
            if (!pin.isFlake()) {
                members.put("flake", new JsonValue.Bool(false));
            }
            if (pin.parent() != null) {
                members.put("parent", path(pin.parent()));
            }
        }
        return JsonValue.Obj.of(members);
    }

    private JsonValue edge(String name, Edge edge) {
        return edge instanceof Edge.Follows follows
                ? path(follows.target())
                : new JsonValue.Text(write(name, ((Edge.ToNode) edge).key()));
    }

    private static JsonValue path(InputAttrPath path) {
        return new JsonValue.Array(
                path.names().stream().<JsonValue>map(JsonValue.Text::new).toList());
    }

    private static JsonValue reference(FlakeRef ref) {
        return AttrsJson.toJson(ref.toAttrs().without(Attrs.FINAL));
    }
}
