package dev.flakelock.core.ref;

import dev.flakelock.core.error.FlakeException;
import org.jspecify.annotations.Nullable;

/**
 * A flake reference: an input, and the directory of the flake in it. Immutable.
 *
 * @param input the input
 * @param subdir the directory below the root of the input's tree as written, empty for the root; not normalised
 */
public record FlakeRef(Input input, String subdir) {

    /** The name of the attribute that holds the directory. */
    public static final String DIR = "dir";

    /**
     * The reference with these attributes, of which {@code dir} is the directory.
     *
     * @throws FlakeException if they are no input of their type
     */
    public static FlakeRef fromAttrs(Attrs attrs, Schemes schemes) throws FlakeException {
        AttributeChecks.checkKind(DIR, SchemeAttribute.Kind.TEXT, attrs);
        String dir = attrs.text(DIR);
        return new FlakeRef(schemes.inputFromAttrs(attrs.without(DIR)), dir == null ? "" : dir);
    }

    /** The attributes of the input, and {@code dir} if there is a directory. */
    public Attrs toAttrs() {
        return subdir.isEmpty() ? input.attrs() : input.attrs().with(DIR, subdir);
    }

    /**
     * The reference as a URL.
     *
     * @throws FlakeException if the input has no printed form
     */
    public FlakeUrl toUrl() throws FlakeException {
        InputScheme scheme = input.scheme();
        if (scheme == null) {
            throw new FlakeException("cannot show unsupported input '" + AttrsJson.compact(input.attrs()) + "'");
        }
        FlakeUrl url = scheme.toUrl(input);
        return subdir.isEmpty() ? url : url.withParameter(DIR, subdir);
    }

    /** The reference for display: its URL, or its attributes if it has no URL. Never fails. */
    public String show() {
        try {
            return toUrl().toString();
        } catch (FlakeException e) {
            return AttrsJson.compact(toAttrs());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlakeRef ref && input.equals(ref.input) && subdir.equals(ref.subdir);
    }

    @Override
    public int hashCode() {
        return 31 * input.hashCode() + subdir.hashCode();
    }

    /** Tmp. */
    public FlakeRef canonical() {
        return this;
    }
}
