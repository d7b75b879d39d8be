package dev.flakelock.fetcher.cases;

import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.text.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A lock file in the form in which the recording shows it: what the flakes ask for, without what was found. */
record LockView(LockFile lock) {

    /** The inputs of the locked flake. */
    JsonValue.Obj inputs() {
        return inputs(InputAttrPath.ROOT, lock.root());
    }

    private JsonValue.Obj inputs(InputAttrPath path, Node node) {
        Map<String, JsonValue> inputs = new TreeMap<>();
        node.inputs().forEach((name, edge) -> {
            InputAttrPath child = path.child(name);
            JsonValue input = input(child, edge);
            if (path.isRoot() || !input.equals(StandIn.declaredInput(child))) {
                inputs.put(name, input);
            }
        });
        return JsonValue.Obj.of(inputs);
    }

    private JsonValue input(InputAttrPath path, Edge edge) {
        if (edge instanceof Edge.Follows follows) {
            return JsonValue.Obj.of(Map.of("follows", names(follows.target())));
        }
        Node node = lock.node(((Edge.ToNode) edge).key());
        Node.Pin pin = node.requirePin();
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("original", AttrsJson.toJson(pin.original().toAttrs()));
        members.put("flake", new JsonValue.Bool(pin.isFlake()));
        if (pin.parent() != null) {
            members.put("parent", names(pin.parent()));
        }
        JsonValue.Obj overridden = inputs(path, node);
        if (!overridden.members().isEmpty()) {
            members.put("inputs", overridden);
        }
        return JsonValue.Obj.of(members);
    }

    static JsonValue.Array names(InputAttrPath path) {
        List<JsonValue> names =
                path.names().stream().<JsonValue>map(JsonValue.Text::new).toList();
        return new JsonValue.Array(names);
    }
}
