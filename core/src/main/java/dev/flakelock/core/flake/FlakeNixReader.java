package dev.flakelock.core.flake;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.LinkResolver;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.SourceText;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.text.Utf8Order;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads flakes out of their {@code flake.nix}. Immutable. */
public final class FlakeNixReader implements FlakeReader {

    private static final String NAME = "flake.nix";

    /**
     * Where trees are while they are evaluated. Nix has the hash of the tree in the last name; that it lies three levels
     * below the root shows in path literals that lead out of it.
     */
    private static final String STORE_TREE = "/nix/store/source";

    private final Schemes schemes;
    private final boolean pipeOperators;
    private final boolean verifiedFetches;

    /**
     * A reader.
     *
     * @param schemes what references can be
     * @param pipeOperators whether the experimental feature {@code pipe-operators} is enabled
     */
    public FlakeNixReader(Schemes schemes, boolean pipeOperators) {
        this(schemes, pipeOperators, false);
    }

    /**
     * A reader.
     *
     * @param schemes what references can be
     * @param pipeOperators whether the experimental feature {@code pipe-operators} is enabled
     * @param verifiedFetches whether the experimental feature {@code verified-fetches} is enabled
     */
    public FlakeNixReader(Schemes schemes, boolean pipeOperators, boolean verifiedFetches) {
        this.schemes = schemes;
        this.pipeOperators = pipeOperators;
        this.verifiedFetches = verifiedFetches;
    }

    @Override
    public Flake read(FlakeDirectory directory, String shownAs, Consumer<String> listener) throws FlakeException {
        SourceTree files = directory.files();
        String path = LinkResolver.resolve(files, directory.path(NAME));
        if (files.kind(path).isEmpty()) {
            throw files.missing(path)
                    .hint("there is no flake there; an input that is none needs 'flake = false' beside its 'url'");
        }
        LanguageOptions options = new LanguageOptions(parent(STORE_TREE + "/" + path), null, pipeOperators);
        FlakeSource source = new FlakeSource(
                SourceText.of(files.show(path), files.read(path)),
                options,
                parent(STORE_TREE + "/" + directory.path(NAME)),
                shownAs,
                shown(directory));
        FlakeFile<FlakeRef> file = FlakeFileReader.read(source, new References(schemes, verifiedFetches, listener));
        file.warnings().forEach(listener);
        return new Flake(
                file.description(), inputs(file.inputs()), attrs(file.selfAttributes()), config(file.nixConfig()));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** A directory for messages, with a slash at the end if it is the root of its tree. */
    private static String shown(FlakeDirectory directory) {
        String parent = parent(directory.show(NAME));
        return directory.directory().isEmpty() ? parent + "/" : parent;
    }

    private static NavigableMap<String, FlakeInput> inputs(SortedMap<String, InputDeclaration<FlakeRef>> declared) {
        NavigableMap<String, FlakeInput> inputs = new TreeMap<>(Utf8Order.BYTES);
        declared.forEach((name, input) -> inputs.put(
                name,
                new FlakeInput(input.reference(), input.isFlake(), path(input.follows()), inputs(input.overrides()))));
        return inputs;
    }

    private static @Nullable InputAttrPath path(@Nullable List<String> names) {
        return names == null ? null : new InputAttrPath(names);
    }

    private static Attrs attrs(Map<String, Object> values) {
        NavigableMap<String, AttrValue> attrs = new TreeMap<>(Utf8Order.BYTES);
        values.forEach((name, value) -> attrs.put(name, attrValue(value)));
        return Attrs.of(attrs);
    }

    private static AttrValue attrValue(Object value) {
        if (value instanceof Boolean flag) {
            return new AttrValue.Flag(flag);
        }
        return value instanceof Long number ? new AttrValue.Int(number) : new AttrValue.Text((String) value);
    }

    private static Map<String, Flake.ConfigValue> config(Map<String, Object> values) {
        NavigableMap<String, Flake.ConfigValue> config = new TreeMap<>(Utf8Order.BYTES);
        values.forEach((name, value) -> config.put(name, configValue(value)));
        return config;
    }

    private static Flake.ConfigValue configValue(Object value) {
        if (value instanceof Boolean flag) {
            return new Flake.ConfigValue.Flag(flag);
        } else if (value instanceof Long number) {
            return new Flake.ConfigValue.Int(number);
        } else if (value instanceof List<?> list) {
            return new Flake.ConfigValue.Texts(
                    list.stream().map(String.class::cast).toList());
        }
        return new Flake.ConfigValue.Text((String) value);
    }

    /** How references are written in a {@code flake.nix}. */
    private record References(Schemes schemes, boolean hasVerifiedFetches, Consumer<String> listener)
            implements InputReferenceParser<FlakeRef> {

        @Override
        public FlakeRef fromUrl(String url, boolean isFlake) throws FlakeException {
            return FlakeRef.parse(url, RefContext.input(schemes, isFlake).reportingTo(listener, listener));
        }

        @Override
        public FlakeRef fromAttributes(SortedMap<String, Object> attributes) throws FlakeException {
            return FlakeRef.fromAttrs(attrs(attributes), schemes);
        }

        @Override
        public FlakeRef fromArgument(String name) throws FlakeException {
            return FlakeRef.parse(name, RefContext.absolute(schemes));
        }
    }
}
