package dev.flakelock.core.nix;

import dev.flakelock.core.nix.SetValue.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The values of the names that are bound everywhere. */
final class Globals {

    private Globals() {}

    /** The value of a global name. */
    static Value value(String name) {
        return switch (name) {
            case "true" -> new Value.BooleanValue(true);
            case "false" -> new Value.BooleanValue(false);
            case "null" -> new Value.NullValue();
            case "builtins" -> builtins();
            case "__nixVersion" -> new Value.StringValue("2.34.8");
            case "__storeDir" -> new Value.StringValue("/nix/store");
            case "__langVersion" -> new Value.IntegerValue(6);
            case "__nixPath" -> new Value.ListValue(List.of());
            case "derivation" -> new Value.FunctionValue(List.of("outputs"));
            default -> new Value.BuiltinValue(plain(name));
        };
    }

    private static String plain(String name) {
        return name.startsWith("__") ? name.substring(2) : name;
    }

    private static SetValue builtins() {
        SymbolTable symbols = SymbolTable.create();
        List<Attribute> attributes = new ArrayList<>();
        for (String name : KnownNames.GLOBALS) {
            Value value = name.equals("builtins") ? new Thunk(null, null) : value(name);
            attributes.add(new Attribute(plain(name), value, SetValue.NO_POSITION));
        }
        attributes.sort(Comparator.comparingInt(a -> symbols.intern(a.name()).number()));
        return new SetValue(attributes);
    }
}
