package dev.flakelock.core.text;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON value. Immutable; the members of an object are in byte order, as Nix keeps them. */
public sealed interface JsonValue {

    /** The value {@code null}. */
    record Null() implements JsonValue {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements JsonValue {}

    /** An integer; the 64 bits are unsigned, and a negative number wraps around as it does in Nix. */
    record Int(long value) implements JsonValue {}

    /** A number with a fraction or an exponent, or one that is out of the range of {@link Int}. */
    record Real(double value) implements JsonValue {}

    /** A string. */
    record Text(String value) implements JsonValue {}

    /** An array. */
    record Array(List<JsonValue> items) implements JsonValue {
        /** Copies the collections. */
        public Array {
            items = List.copyOf(items);
        }
    }

    /** An object. */
    record Obj(NavigableMap<String, JsonValue> members) implements JsonValue {
        /** Copies the collections. */
        public Obj {
            NavigableMap<String, JsonValue> copy = new TreeMap<>(Utf8Order.BYTES);
            copy.putAll(members);
            members = Collections.unmodifiableNavigableMap(copy);
        }

        /** An object with these members. */
        public static Obj of(Map<String, ? extends JsonValue> members) {
            NavigableMap<String, JsonValue> copy = new TreeMap<>(Utf8Order.BYTES);
            copy.putAll(members);
            return new Obj(copy);
        }

        /** The member of this name, or null without it. */
        public @Nullable JsonValue get(String name) {
            return members.get(name);
        }
    }

    /** What Nix's JSON library calls this sort of value in its messages. */
    default String typeName() {
        if (this instanceof Null) {
            return "null";
        } else if (this instanceof Bool) {
            return "boolean";
        } else if (this instanceof Text) {
            return "string";
        } else if (this instanceof Array) {
            return "array";
        } else if (this instanceof Obj) {
            return "object";
        }
        return "number";
    }
}
