package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.NixFile;
import dev.flakelock.core.nix.SetValue;
import dev.flakelock.core.nix.SetValue.Attribute;
import dev.flakelock.core.nix.Value;

/** Takes values of the type that an attribute must have, after forcing what stands there literally. */
final class TypeCheck {

    private final NixFile file;

    TypeCheck(NixFile file) {
        this.file = file;
    }

    String string(Attribute attribute) throws FlakeException {
        return expect(Value.StringValue.class, "a string", attribute).text();
    }

    boolean truth(Attribute attribute) throws FlakeException {
        return expect(Value.BooleanValue.class, "a Boolean", attribute).value();
    }

    SetValue set(Attribute attribute) throws FlakeException {
        return expect(SetValue.class, "a set", attribute);
    }

    /** A function of the file or one of Nix's own. */
    Value function(Attribute attribute) throws FlakeException {
        return attribute.value().forced() instanceof Value.BuiltinValue builtin
                ? builtin
                : expect(Value.FunctionValue.class, "a function", attribute);
    }

    FlakeException wrongType(String expected, Attribute attribute) {
        return new FlakeException("expected " + expected + " but got "
                + attribute.value().forced().typeName() + " at " + file.place(attribute));
    }

    private <T extends Value> T expect(Class<T> type, String expected, Attribute attribute) throws FlakeException {
        Value value = attribute.value().forced();
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw wrongType(expected, attribute);
    }
}
