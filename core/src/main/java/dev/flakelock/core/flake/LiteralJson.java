package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.SetValue;
import dev.flakelock.core.nix.SetValue.Attribute;
import dev.flakelock.core.nix.Value;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Literal values as JSON, as {@code builtins.toJSON} writes them. */
final class LiteralJson {

    private LiteralJson() {}

    /**
     * The value on one line.
     *
     * @throws FlakeException if some part of it is no literal, or nothing that JSON has
     */
    static String of(Attribute attribute) throws FlakeException {
        return JsonWriter.compact(json(attribute, attribute.value()));
    }

    private static JsonValue json(Attribute attribute, Value unforced) throws FlakeException {
        Value value = unforced.forced();
        if (value instanceof Value.StringValue string) {
            return new JsonValue.Text(string.text());
        } else if (value instanceof Value.BooleanValue truth) {
            return new JsonValue.Bool(truth.value());
        } else if (value instanceof Value.IntegerValue integer) {
            return new JsonValue.Int(integer.value());
        } else if (value instanceof Value.NullValue) {
            return new JsonValue.Null();
        } else if (value instanceof Value.ListValue list) {
            List<JsonValue> items = new ArrayList<>();
            for (Value element : list.elements()) {
                items.add(json(attribute, element));
            }
            return new JsonValue.Array(items);
        } else if (value instanceof SetValue set) {
            Map<String, JsonValue> members = new TreeMap<>();
            for (Attribute member : set.attributes()) {
                members.put(member.name(), json(attribute, member.value()));
            }
            return JsonValue.Obj.of(members);
        }
        throw new FlakeException("flake input attribute '" + attribute.shownName() + "' has " + value.description()
                + " in it where a literal is expected");
    }
}
