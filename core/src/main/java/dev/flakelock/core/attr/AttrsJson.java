package dev.flakelock.core.attr;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.core.text.Utf8Order;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Attributes as JSON, as they stand in lock files, registries and messages. */
public final class AttrsJson {

    private AttrsJson() {}

    /** The attributes as a JSON object, {@link Attrs#FINAL} included. */
    public static JsonValue.Obj toJson(Attrs attrs) {
        NavigableMap<String, JsonValue> members = new TreeMap<>(Utf8Order.BYTES);
        attrs.asMap().forEach((name, value) -> members.put(name, toJson(value)));
        return new JsonValue.Obj(members);
    }

    /** The attributes as JSON on one line. */
    public static String compact(Attrs attrs) {
        return JsonWriter.compact(toJson(attrs));
    }

    /**
     * The attributes that a JSON object holds. Numbers are cut to 64 unsigned bits.
     *
     * @throws FlakeException if a member is neither string, number nor Boolean
     */
    public static Attrs fromJson(JsonValue.Obj object) throws FlakeException {
        NavigableMap<String, AttrValue> values = new TreeMap<>(Utf8Order.BYTES);
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            values.put(member.getKey(), fromJson(member.getValue()));
        }
        return Attrs.of(values);
    }

    private static JsonValue toJson(AttrValue value) {
        if (value instanceof AttrValue.Text text) {
            return new JsonValue.Text(text.value());
        } else if (value instanceof AttrValue.Int number) {
            return new JsonValue.Int(number.value());
        }
        return new JsonValue.Bool(((AttrValue.Flag) value).value());
    }

    private static AttrValue fromJson(JsonValue value) throws FlakeException {
        if (value instanceof JsonValue.Text text) {
            return new AttrValue.Text(text.value());
        } else if (value instanceof JsonValue.Int number) {
            return new AttrValue.Int(number.value());
        } else if (value instanceof JsonValue.Real real) {
            return new AttrValue.Int((long) real.value());
        } else if (value instanceof JsonValue.Bool bool) {
            return new AttrValue.Flag(bool.value());
        }
        throw new FlakeException("unsupported input attribute type in lock file");
    }
}
