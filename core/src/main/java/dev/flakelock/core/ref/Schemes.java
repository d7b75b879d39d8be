package dev.flakelock.core.ref;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.NearestName;
import dev.flakelock.core.text.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The input schemes in use, in the order in which they are asked whether a URL is theirs. Immutable. */
public final class Schemes {

    private final List<InputScheme> list;

    private Schemes(List<InputScheme> list) {
        this.list = list;
    }

    /** These schemes, which are asked in byte order of their types. */
    public static Schemes of(List<InputScheme> schemes) {
        List<InputScheme> sorted = new ArrayList<>(schemes);
        sorted.sort((a, b) -> Utf8Order.BYTES.compare(a.type(), b.type()));
        return new Schemes(List.copyOf(sorted));
    }

    /** These schemes and one more, which replaces one of the same type. */
    public Schemes with(InputScheme extra) {
        List<InputScheme> others = new ArrayList<>(list);
        others.removeIf(scheme -> scheme.type().equals(extra.type()));
        others.add(extra);
        return of(others);
    }

    /** All schemes. */
    public List<InputScheme> list() {
        return list;
    }

    /** The scheme of this type. */
    public Optional<InputScheme> find(String type) {
        return list.stream().filter(scheme -> scheme.type().equals(type)).findFirst();
    }

    /**
     * The input that a URL means, without fragment and without the parameter {@code dir}. The first scheme that takes
     * it counts.
     *
     * @param isFlake whether a flake is expected there
     * @throws BadUrlException if it is malformed by the rules of its scheme
     * @throws FlakeException if no scheme takes it, or one that does cannot accept it
     */
    public Input inputFromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        for (InputScheme scheme : list) {
            Optional<Input> input = scheme.fromUrl(url, isFlake);
            if (input.isPresent()) {
                AttributeChecks.checkCommon(input.get().attrs());
                return input.get();
            }
        }
        String advice = url.scheme().equals("file+git") ? "; did you mean 'git+file' instead of 'file+git'?" : "";
        FlakeException error = new FlakeException("input '" + url + "' is unsupported" + advice);
        NearestName.find(url.scheme(), list.stream().map(InputScheme::type).toList())
                .ifPresent(near -> error.hint("Did you mean '" + near + ":'?"));
        throw error;
    }

    /**
     * The input with these attributes, {@code dir} not among them. If no scheme knows the type, the input keeps them
     * as they are.
     *
     * @throws FlakeException if the attributes are no input of their type
     */
    public Input inputFromAttrs(Attrs attrs) throws FlakeException {
        AttributeChecks.checkKind("type", SchemeAttribute.Kind.TEXT, attrs);
        String type = attrs.text("type");
        if (type == null) {
            throw new FlakeException("'type' attribute to specify input scheme is required but not provided");
        }
        Optional<InputScheme> scheme = find(type);
        Input input = scheme.isPresent() ? scheme.get().fromAttrs(attrs) : new Input(null, attrs);
        AttributeChecks.checkCommon(input.attrs());
        return input;
    }
}
