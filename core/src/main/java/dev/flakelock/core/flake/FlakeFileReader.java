package dev.flakelock.core.flake;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.NearestName;
import dev.flakelock.core.nix.NixFile;
import dev.flakelock.core.nix.SetValue;
import dev.flakelock.core.nix.SetValue.Attribute;
import dev.flakelock.core.nix.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code flake.nix}: its attributes in the order description, inputs, outputs, nixConfig, then a look for any
 * other. Nothing is evaluated; what would have to be is refused in Nix's words ({@code a thunk}).
 *
 * @param <R> a flake reference
 */
final class FlakeFileReader<R> {

    private static final List<String> SUPPORTED = List.of("description", "inputs", "outputs", "nixConfig");

    private final FlakeSource source;
    private final NixFile file;
    private final TypeCheck types;
    private final InputReferenceParser<R> references;
    private final SortedMap<String, InputDeclaration<R>> inputs = ByteOrder.newMap();
    private final SortedMap<String, Object> selfAttributes = ByteOrder.newMap();

    private FlakeFileReader(FlakeSource source, NixFile file, InputReferenceParser<R> references) {
        this.source = source;
        this.file = file;
        this.types = new TypeCheck(file);
        this.references = references;
    }

    /**
     * Reads a flake file.
     *
     * @throws FlakeException the first error that Nix finds in it, or what {@code references} threw
     */
    public static <R> FlakeFile<R> read(FlakeSource source, InputReferenceParser<R> references) throws FlakeException {
        NixFile file = NixFile.parse(source.text(), source.options());
        return new FlakeFileReader<>(source, file, references).read();
    }

    private FlakeFile<R> read() throws FlakeException {
        SetValue flake = file.attributes();
        String description = description(flake.find("description"));
        Attribute declared = flake.find("inputs");
        if (declared != null) {
            new InputsReader<>(source, file, references).readTopLevel(declared, inputs, selfAttributes);
        }
        List<String> arguments = outputs(flake.find("outputs"));
        SortedMap<String, Object> nixConfig = new NixConfigReader(file).read(flake.find("nixConfig"));
        for (Attribute attribute : flake.attributes()) {
            if (!SUPPORTED.contains(attribute.name())) {
                throw unsupported(attribute);
            }
        }
        return new FlakeFile<>(description, inputs, selfAttributes, arguments, nixConfig, file.warnings());
    }

    private @Nullable String description(@Nullable Attribute attribute) throws FlakeException {
        return attribute == null ? null : types.string(attribute);
    }

    private List<String> outputs(@Nullable Attribute attribute) throws FlakeException {
        if (attribute == null) {
            throw new FlakeException("flake '" + source.reference() + "' lacks attribute 'outputs'");
        }
        Value function = types.function(attribute);
        List<String> formals = function instanceof Value.FunctionValue literal ? literal.formals() : null;
        if (formals == null) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>();
        for (String name : formals) {
            if (!name.equals("self")) {
                R reference = references.fromArgument(name);
                inputs.putIfAbsent(name, InputDeclaration.ofArgument(reference));
            }
            arguments.add(name);
        }
        return arguments;
    }

    private FlakeException unsupported(Attribute attribute) {
        FlakeException error = new FlakeException("flake '" + source.reference() + "' has an unsupported attribute '"
                + attribute.shownName() + "', at " + file.place(attribute));
        NearestName.find(attribute.name(), SUPPORTED).ifPresent(name -> error.hint("Did you mean '" + name + "'?"));
        return error;
    }
}
