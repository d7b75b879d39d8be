package dev.flakelock.fetcher.replay;

import dev.flakelock.core.text.JsonValue;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Typed looks into a JSON object whose form is known. */
record Json(JsonValue.Obj object) {

    static Json of(JsonValue value) {
        return new Json((JsonValue.Obj) value);
    }

    static Json empty() {
        return new Json(new JsonValue.Obj(new TreeMap<>()));
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    @Nullable String text(String name) {
        return object.get(name) instanceof JsonValue.Text text ? text.value() : null;
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    @Nullable Long number(String name) {
        return object.get(name) instanceof JsonValue.Int number ? (Long) number.value() : null;
    }

    boolean flag(String name, boolean otherwise) {
        return object.get(name) instanceof JsonValue.Bool bool ? bool.value() : otherwise;
    }

    Json child(String name) {
        return of(Objects.requireNonNull(object.get(name), name));
    }

    List<Json> objects(String name) {
        return ((JsonValue.Array) Objects.requireNonNull(object.get(name), name))
                .items().stream().map(Json::of).toList();
    }

    List<String> texts(String name) {
        return object.get(name) instanceof JsonValue.Array array
                ? array.items().stream()
                        .map(item -> ((JsonValue.Text) item).value())
                        .toList()
                : List.of();
    }

    <T> NavigableMap<String, T> map(Function<JsonValue, T> values) {
        NavigableMap<String, T> map = new TreeMap<>();
        object.members().forEach((name, value) -> map.put(name, values.apply(value)));
        return map;
    }

    /** This object with every string in it changed, names included. */
    Json mapTexts(UnaryOperator<String> change) {
        return of(mapTexts(object, change));
    }

    private static JsonValue mapTexts(JsonValue value, UnaryOperator<String> change) {
        if (value instanceof JsonValue.Text text) {
            return new JsonValue.Text(change.apply(text.value()));
        } else if (value instanceof JsonValue.Array array) {
            return new JsonValue.Array(
                    array.items().stream().map(item -> mapTexts(item, change)).toList());
        } else if (value instanceof JsonValue.Obj object) {
            NavigableMap<String, JsonValue> members = new TreeMap<>();
            object.members().forEach((name, member) -> members.put(change.apply(name), mapTexts(member, change)));
            return JsonValue.Obj.of(members);
        }
        return value;
    }
}
