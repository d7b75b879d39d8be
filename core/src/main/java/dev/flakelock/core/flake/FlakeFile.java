package dev.flakelock.core.flake;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code flake.nix} declares. All maps are unmodifiable and sorted by the bytes of the names.
 *
 * @param description what the flake says of itself, null if nothing
 * @param inputs the inputs by name, with those that only the arguments of {@code outputs} name
 * @param selfAttributes the attributes of {@code inputs.self}: strings, longs and booleans
 * @param outputArguments the names that {@code outputs} asks for, in the order of their symbols; empty if it takes its
 *     argument as a whole
 * @param nixConfig settings: strings (also for paths, which are absolute), longs, booleans and lists of strings
 * @param warnings what Nix warns of when it parses the file, without {@code warning:}
 * @param <R> a flake reference
 */
record FlakeFile<R>(
        @Nullable String description,
        SortedMap<String, InputDeclaration<R>> inputs,
        SortedMap<String, Object> selfAttributes,
        List<String> outputArguments,
        SortedMap<String, Object> nixConfig,
        List<String> warnings) {

    public FlakeFile {
        inputs = ByteOrder.copy(inputs);
        selfAttributes = ByteOrder.copy(selfAttributes);
        outputArguments = List.copyOf(outputArguments);
        nixConfig = ByteOrder.copy(nixConfig);
        warnings = List.copyOf(warnings);
    }
}
