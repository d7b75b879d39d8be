package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.NearestName;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.lock.InputPathException;
import dev.flakelock.core.nix.NixFile;
import dev.flakelock.core.nix.SetValue.Attribute;
import dev.flakelock.core.nix.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code inputs}, of the flake and within an input. */
final class InputsReader<R> {

    /** How deep {@code inputs} may be nested; where Nix has no limit but its stack. */
    private static final int MOST_NESTED = 500;

    private static final Pattern PATH_ELEMENT = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");
    private static final List<String> INPUT_ATTRIBUTES = List.of("url", "flake", "follows", "inputs", "type");

    private final FlakeSource source;
    private final NixFile file;
    private final TypeCheck types;
    private final InputReferenceParser<R> references;

    InputsReader(FlakeSource source, NixFile file, InputReferenceParser<R> references) {
        this.source = source;
        this.file = file;
        this.types = new TypeCheck(file);
        this.references = references;
    }

    /** Reads the inputs of the flake itself, where {@code self} is not an input but says how to fetch the flake. */
    void readTopLevel(
            Attribute declared, SortedMap<String, InputDeclaration<R>> inputs, SortedMap<String, Object> selfAttributes)
            throws FlakeException {
        for (Attribute input : types.set(declared).attributes()) {
            if (input.name().equals("self")) {
                for (Attribute attribute : types.set(input).attributes()) {
                    selfAttributes.put(attribute.name(), fetcherAttribute(attribute));
                }
            } else {
                inputs.put(input.name(), input(input, 1));
            }
        }
    }

    private SortedMap<String, InputDeclaration<R>> overrides(Attribute declared, int depth) throws FlakeException {
        if (depth > MOST_NESTED) {
            throw new FlakeException("more than " + MOST_NESTED + " 'inputs' are nested at " + file.place(declared));
        }
        SortedMap<String, InputDeclaration<R>> overrides = ByteOrder.newMap();
        for (Attribute input : types.set(declared).attributes()) {
            if (input.name().equals("self")) {
                throw new FlakeException("'self' input attribute not allowed at " + file.place(input));
            }
            overrides.put(input.name(), input(input, depth + 1));
        }
        return overrides;
    }

    /** What is collected of an input while its attributes are read. */
    private final class Collected {
        final SortedMap<String, Object> attributes = ByteOrder.newMap();
        SortedMap<String, InputDeclaration<R>> overrides = ByteOrder.newMap();
        boolean isFlake = true;

        @Nullable String url;

        @Nullable List<String> follows;
    }

    private InputDeclaration<R> input(Attribute input, int depth) throws FlakeException {
        Collected collected = new Collected();
        for (Attribute attribute : types.set(input).attributes()) {
            try {
                collect(attribute, collected, depth);
            } catch (FlakeException e) {
                throw e.addTrace(new Trace(
                        "while evaluating flake attribute '" + attribute.shownName() + "'", file.location(attribute)));
            }
        }
        R reference = reference(input, collected);
        if (reference != null && collected.follows != null) {
            throw new FlakeException(
                    "flake input has both a flake reference and a follows attribute, at " + file.place(input));
        }
        return new InputDeclaration<>(
                reference, collected.isFlake, collected.follows, collected.overrides, file.location(input));
    }

    private void collect(Attribute attribute, Collected collected, int depth) throws FlakeException {
        switch (attribute.name()) {
            case "url" -> {
                String url = url(attribute);
                collected.url = url;
                collected.attributes.put("url", url);
            }
            case "flake" -> collected.isFlake = types.truth(attribute);
            case "inputs" -> collected.overrides = overrides(attribute, depth);
            case "follows" -> collected.follows = path(types.string(attribute));
            default -> collected.attributes.put(attribute.name(), fetcherAttribute(attribute));
        }
    }

    private String url(Attribute attribute) throws FlakeException {
        Value value = attribute.value().forced();
        if (value instanceof Value.StringValue string) {
            return string.text();
        }
        if (!(value instanceof Value.PathValue path)) {
            throw types.wrongType("a string or a path", attribute);
        }
        if (path.absolute()) {
            throw new FlakeException("input attribute path '" + path.path() + "' at " + file.place(attribute)
                    + " must be in the same source tree as " + source.shownDirectory());
        }
        return "path:" + RelativePath.of(source.directory(), path.path());
    }

    private static List<String> path(String text) throws FlakeException {
        List<String> path = new ArrayList<>();
        for (String element : text.split("/")) {
            if (element.isEmpty()) {
                continue;
            }
            if (!PATH_ELEMENT.matcher(element).matches()) {
                throw new InputPathException(element);
            }
            path.add(element);
        }
        return path;
    }

    private Object fetcherAttribute(Attribute attribute) throws FlakeException {
        Value value = attribute.value();
        if (value instanceof Value.StringValue string) {
            return string.text();
        }
        if (value instanceof Value.BooleanValue truth) {
            return truth.value();
        }
        if (value instanceof Value.IntegerValue integer) {
            return integer.value();
        }
        if (attribute.name().equals("publicKeys")) {
            if (references.hasVerifiedFetches()) {
                return LiteralJson.of(attribute);
            }
            throw new FlakeException("experimental Nix feature 'verified-fetches' is disabled; add"
                    + " '--extra-experimental-features verified-fetches' to enable it");
        }
        throw new FlakeException("flake input attribute '" + attribute.shownName() + "' is " + value.description()
                + " while a string, Boolean, or integer is expected");
    }

    private @Nullable R reference(Attribute input, Collected collected) throws FlakeException {
        if (collected.attributes.containsKey("type")) {
            try {
                return references.fromAttributes(collected.attributes);
            } catch (FlakeException e) {
                throw e.addTrace(new Trace("while evaluating flake input", file.location(input)));
            }
        }
        for (String name : collected.attributes.keySet()) {
            if (!name.equals("url")) {
                throw unexpected(name, input);
            }
        }
        return collected.url == null ? null : references.fromUrl(collected.url, collected.isFlake);
    }

    private FlakeException unexpected(String name, Attribute input) {
        FlakeException error =
                new FlakeException("unexpected flake input attribute '" + name + "', at " + file.place(input));
        NearestName.find(name, INPUT_ATTRIBUTES)
                .ifPresentOrElse(
                        known -> error.hint("Did you mean '" + known + "'?"),
                        () -> error.hint("Attributes of a fetcher, such as '" + name
                                + "', need a 'type' beside them; with a 'url', put them into the URL."));
        return error;
    }
}
