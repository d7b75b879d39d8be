package dev.flakelock.core.registry;

import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes registries of format version 2, byte for byte as Nix does. */
public final class RegistryWriter {

    private RegistryWriter() {}

    /** The registry as JSON, indented, without a final line end. */
    public static String toJson(Registry registry) {
        List<JsonValue> entries =
                registry.entries().stream().map(RegistryWriter::toJson).toList();
        // Nix writes a registry without entries like this, too.
        JsonValue flakes = entries.isEmpty() ? new JsonValue.Null() : new JsonValue.Array(entries);
        return JsonWriter.indented(JsonValue.Obj.of(Map.of("flakes", flakes, "version", new JsonValue.Int(2))));
    }

    private static JsonValue toJson(RegistryEntry entry) {
        Map<String, JsonValue> members = new HashMap<>();
        members.put("from", AttrsJson.toJson(entry.from().attrs()));
        members.put("to", AttrsJson.toJson(entry.to().attrs().withAll(entry.extra())));
        if (entry.exact()) {
            members.put("exact", new JsonValue.Bool(true));
        }
        return JsonValue.Obj.of(members);
    }
}
