package dev.flakelock.core.ref;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A place that a source tree comes from: attributes, and the scheme that understands them. Immutable.
 *
 * <p>An input whose {@code type} no scheme knows has no scheme. It can be read from and written to a lock file and be
 * compared, but not be printed or fetched. Two inputs are equal when their attributes are.
 *
 * @param scheme the scheme, or null if the type is unknown
 * @param attrs the attributes, {@code type} included, {@code dir} not
 */
public record Input(@Nullable InputScheme scheme, Attrs attrs) {

    /** The {@code type}, or an empty string without one. */
    public String type() {
        String type = attrs.text("type");
        return type == null ? "" : type;
    }

    /** The branch or tag asked for, or null without one. */
    public @Nullable String ref() {
        return attrs.text("ref");
    }

    /**
     * The commit asked for, or null without one. A text that does not name its algorithm is taken for SHA-1.
     *
     * @throws FlakeException if it is no hash
     */
    public @Nullable Hash rev() throws FlakeException {
        String rev = attrs.text("rev");
        return rev == null ? null : InputHashes.rev(rev);
    }

    /**
     * The NAR hash that the tree must have, or null if none is asked for. An empty text stands for 32 zero bytes.
     *
     * @throws FlakeException if it is no SHA-256 in SRI form
     */
    public @Nullable Hash narHash() throws FlakeException {
        String narHash = attrs.text("narHash");
        return narHash == null ? null : InputHashes.narHash(narHash);
    }

    /** The name that the tree has in the Nix store, after its digest: {@code source} unless the attributes say another. */
    public String storeName() {
        String name = attrs.text("name");
        return name == null ? "source" : name;
    }

    /**
     * This input as a URL.
     *
     * @throws FlakeException if it has no printed form
     */
    public FlakeUrl toUrl() throws FlakeException {
        if (scheme == null) {
            throw new FlakeException("cannot show unsupported input '" + AttrsJson.compact(attrs) + "'");
        }
        return scheme.toUrl(this);
    }

    /** This input for display: its URL, or its attributes if it has no URL. Never fails. */
    public String show() {
        try {
            return toUrl().toString();
        } catch (FlakeException e) {
            return AttrsJson.compact(attrs);
        }
    }

    /** The same input with other attributes, which are not checked. */
    public Input withAttrs(Attrs others) {
        return new Input(scheme, others);
    }

    /** Whether fetching this input gives the same tree every time. */
    public boolean isLocked() {
        return scheme != null && scheme.isLocked(this);
    }

    /** Whether this input is inside the source tree of the flake that declares it. */
    public boolean isRelative() {
        return scheme != null && scheme.isRelative(this);
    }

    /** Whether this input can be fetched without asking a registry first. */
    public boolean isDirect() {
        return scheme == null || scheme.isDirect();
    }

    /** Whether this input was fetched or read from a lock file; see {@link Attrs#FINAL}. */
    public boolean isFinal() {
        return attrs.isFinal();
    }

    /**
     * The scheme of this input.
     *
     * @throws FlakeException if the type is unknown
     */
    public InputScheme requireScheme() throws FlakeException {
        if (scheme == null) {
            throw new FlakeException("input type '" + type() + "' is not supported")
                    .hint("flakelock knows the types that Nix knows; is the type misspelt?");
        }
        return scheme;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Input input && attrs.equals(input.attrs);
    }

    @Override
    public int hashCode() {
        return attrs.hashCode();
    }
}
