package dev.flakelock.core.ref;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.SchemeAttribute.Kind;

/** The checks of attributes against the table of their scheme, with Nix's messages. */
public final class AttributeChecks {

    private AttributeChecks() {}

    /**
     * Checks names first, then presence and kind of one attribute after the other in the order of the table.
     *
     * @return the attributes
     * @throws FlakeException for the first one that is wrong
     */
    public static Attrs check(InputScheme scheme, Attrs attrs) throws FlakeException {
        for (String name : attrs.asMap().keySet()) {
            if (!name.equals("type") && !name.equals(Attrs.FINAL) && !isKnown(scheme, name)) {
                throw new FlakeException(
                        "input attribute '" + name + "' not supported by scheme '" + scheme.type() + "'");
            }
        }
        for (SchemeAttribute attribute : scheme.attributes()) {
            if (attribute.required() && !attrs.has(attribute.name())) {
                throw new FlakeException("input attribute '" + attribute.name() + "' is missing");
            }
            checkKind(attribute.name(), attribute.kind(), attrs);
        }
        return attrs;
    }

    /**
     * Checks the kinds of the attributes that mean the same for every scheme, known or not.
     *
     * @throws FlakeException for the first one that is wrong
     */
    static void checkCommon(Attrs attrs) throws FlakeException {
        checkKind("type", Kind.TEXT, attrs);
        checkKind("ref", Kind.TEXT, attrs);
        checkKind("revCount", Kind.NUMBER, attrs);
        checkKind("lastModified", Kind.NUMBER, attrs);
    }

    /**
     * Checks the kind of one attribute, if it is there.
     *
     * @throws FlakeException if it has another kind
     */
    public static void checkKind(String name, Kind kind, Attrs attrs) throws FlakeException {
        AttrValue value = attrs.get(name);
        if (value == null || kind == Kind.ANY || kindOf(value) == kind) {
            return;
        }
        throw new FlakeException("input attribute '" + name + "' is not " + article(kind, attrs));
    }

    private static String article(Kind kind, Attrs attrs) {
        return switch (kind) {
            case TEXT -> "a string " + AttrsJson.compact(attrs);
            case NUMBER -> "an integer";
            case FLAG -> "a Boolean";
            case ANY -> throw new IllegalStateException("nothing to check");
        };
    }

    private static boolean isKnown(InputScheme scheme, String name) {
        return scheme.attributes().stream()
                .anyMatch(attribute -> attribute.name().equals(name));
    }

    private static Kind kindOf(AttrValue value) {
        if (value instanceof AttrValue.Text) {
            return Kind.TEXT;
        }
        return value instanceof AttrValue.Int ? Kind.NUMBER : Kind.FLAG;
    }
}
