package dev.flakelock.core.nix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attribute set whose attributes are known, in the order of their symbols, which is Nix's order of reading. */
public final class SetValue implements Value {

    /** The {@linkplain Attribute#position position} of an attribute that no file defines. */
    public static final int NO_POSITION = -1;

    /**
     * An attribute.
     *
     * @param name the name, any string
     * @param value the value, not forced
     * @param position the offset of its definition in the file, or {@link #NO_POSITION}
     */
    public record Attribute(String name, Value value, int position) {

        /** The name as messages show it: in double quotes unless it is an identifier. */
        public String shownName() {
            return AttrPathText.quotedIfNeeded(name);
        }
    }

    private final List<Attribute> attributes;

    SetValue(List<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
    }

    /** The attributes in the order of their symbols. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** The attribute of this name, if there is one. */
    public @Nullable Attribute find(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    @Override
    public String typeName() {
        return "a set";
    }
}
