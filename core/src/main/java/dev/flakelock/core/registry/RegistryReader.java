package dev.flakelock.core.registry;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads registries of format version 2: {@code {"version": 2, "flakes": [{"from": {…}, "to": {…}, "exact": true}]}}.
 *
 * <p>A registry that is broken is no error, since that would keep people from everything else. What stands before the
 * broken part counts.
 */
public final class RegistryReader {

    private static final int VERSION = 2;

    private final Schemes schemes;
    private final List<RegistryEntry> entries = new ArrayList<>();

    private RegistryReader(Schemes schemes) {
        this.schemes = schemes;
    }

    /**
     * The entries of a registry, up to the first that is broken.
     *
     * @param shownPath the file or URL that it comes from, for warnings
     * @param warnings is told what is broken
     */
    public static Registry read(byte[] json, String shownPath, Schemes schemes, Consumer<String> warnings) {
        RegistryReader reader = new RegistryReader(schemes);
        try {
            reader.read(JsonReader.read(json), shownPath);
        } catch (JsonSyntaxException | TypeException e) {
            warnings.accept("cannot parse flake registry '" + shownPath + "': " + e.getMessage());
        } catch (FlakeException e) {
            warnings.accept("cannot read flake registry '" + shownPath + "': error: " + e.getMessage());
        }
        return Registry.of(reader.entries);
    }

    private void read(JsonValue json, String shownPath) throws FlakeException {
        if (!(json instanceof JsonValue.Obj object)) {
            throw new TypeException("306] cannot use value() with " + json.typeName());
        }
        long version = version(object.get("version"));
        if (version != VERSION) {
            throw new FlakeException("flake registry '" + shownPath + "' has unsupported version " + version);
        }
        for (JsonValue item : items(object.get("flakes"))) {
            entries.add(entry(item));
        }
    }

    private static long version(@Nullable JsonValue version) throws TypeException {
        if (version == null) {
            return 0;
        } else if (version instanceof JsonValue.Int number) {
            return number.value();
        } else if (version instanceof JsonValue.Real number) {
            return (long) number.value();
        } else if (version instanceof JsonValue.Bool bool) {
            return bool.value() ? 1 : 0;
        }
        throw new TypeException("302] type must be number, but is " + version.typeName());
    }

    /** The entries of an array; as in Nix, an object will do, and a single value is taken for an entry. */
    private static Collection<JsonValue> items(@Nullable JsonValue flakes) {
        if (flakes instanceof JsonValue.Array array) {
            return array.items();
        } else if (flakes instanceof JsonValue.Obj object) {
            return object.members().values();
        }
        return flakes == null || flakes instanceof JsonValue.Null ? List.of() : List.of(flakes);
    }

    private RegistryEntry entry(JsonValue item) throws FlakeException {
        if (!(item instanceof JsonValue.Obj) && !(item instanceof JsonValue.Null)) {
            throw new TypeException("305] cannot use operator[] with a string argument with " + item.typeName());
        }
        Attrs to = attrs(item, "to");
        Input from = schemes.inputFromAttrs(attrs(item, "from"));
        Input target = schemes.inputFromAttrs(to.without(FlakeRef.DIR));
        return new RegistryEntry(from, target, to.only(FlakeRef.DIR), exact(item));
    }

    private static Attrs attrs(JsonValue item, String name) throws FlakeException {
        JsonValue value = item instanceof JsonValue.Obj entry ? entry.get(name) : null;
        if (value instanceof JsonValue.Obj object) {
            return AttrsJson.fromJson(object);
        } else if (value instanceof JsonValue.Array array && !array.items().isEmpty()) {
            throw new FlakeException("unsupported input attribute type in lock file");
        }
        return Attrs.none();
    }

    private static boolean exact(JsonValue item) throws TypeException {
        JsonValue exact = item instanceof JsonValue.Obj entry ? entry.get("exact") : null;
        if (exact == null) {
            return false;
        } else if (exact instanceof JsonValue.Bool bool) {
            return bool.value();
        }
        throw new TypeException("302] type must be boolean, but is " + exact.typeName());
    }

    /** A value of the wrong kind, in the words of Nix's JSON library. */
    private static final class TypeException extends FlakeException {

        private static final long serialVersionUID = 1L;

        TypeException(String message) {
            super("[json.exception.type_error." + message);
        }
    }
}
