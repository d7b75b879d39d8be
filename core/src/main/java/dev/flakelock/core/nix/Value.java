package dev.flakelock.core.nix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute of a flake file is without any evaluation. Strings are text; bytes of a file that are not UTF-8
 * stand in it as the lone surrogates U+DC80 to U+DCFF. Immutable.
 */
public sealed interface Value
        permits SetValue,
                Thunk,
                Value.StringValue,
                Value.IntegerValue,
                Value.FloatValue,
                Value.BooleanValue,
                Value.NullValue,
                Value.PathValue,
                Value.ListValue,
                Value.FunctionValue,
                Value.BuiltinValue {

    /** The type as messages name it, with its article: {@code a string}, {@code null}. */
    String typeName();

    /** As {@link #typeName}, but a builtin with its name: {@code the built-in function 'map'}. */
    default String description() {
        return typeName();
    }

    /**
     * This value, or the set, list or function that stands literally where it is written. What would have to be
     * computed stays a thunk.
     */
    default Value forced() {
        return this;
    }

    /** A string. */
    record StringValue(String text) implements Value {
        @Override
        public String typeName() {
            return "a string";
        }
    }

    /** An integer, never negative. */
    record IntegerValue(long value) implements Value {
        @Override
        public String typeName() {
            return "an integer";
        }
    }

    /** A floating-point number. */
    record FloatValue(double value) implements Value {
        @Override
        public String typeName() {
            return "a float";
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanValue(boolean value) implements Value {
        @Override
        public String typeName() {
            return "a Boolean";
        }
    }

    /** {@code null}. */
    record NullValue() implements Value {
        @Override
        public String typeName() {
            return "null";
        }
    }

    /**
     * A path literal without interpolation.
     *
     * @param path the path, absolute and without {@code .} and {@code ..}
     * @param absolute whether it was written as an absolute path, which is never inside the source tree of the file
     */
    record PathValue(String path, boolean absolute) implements Value {
        @Override
        public String typeName() {
            return "a path";
        }
    }

    /** A list; its elements are not forced. */
    record ListValue(List<Value> elements) implements Value {
        /** Copies the collections. */
        public ListValue {
            elements = List.copyOf(elements);
        }

        @Override
        public String typeName() {
            return "a list";
        }
    }

    /**
     * A function.
     *
     * @param formals the names of the attributes that it asks for, in symbol order; null if it takes anything
     */
    record FunctionValue(@Nullable List<String> formals) implements Value {
        /** Copies the collections. */
        public FunctionValue {
            formals = formals == null ? null : List.copyOf(formals);
        }

        @Override
        public String typeName() {
            return "a function";
        }
    }

    /** A function that Nix itself has. */
    record BuiltinValue(String name) implements Value {
        @Override
        public String typeName() {
            return "a function";
        }

        @Override
        public String description() {
            return "the built-in function '" + name + "'";
        }
    }
}
