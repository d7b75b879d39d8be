package dev.flakelock.core.ref;

/**
 * A row of an input scheme's attribute table.
 *
 * @param name the name of the attribute
 * @param kind what its value must be
 * @param required whether an input of the scheme cannot be without it
 * @param doc what it means, in a sentence for users
 */
public record SchemeAttribute(String name, Kind kind, boolean required, String doc) {

    /** What the value of an attribute must be. */
    public enum Kind {
        /** A text. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** Any value; it is not looked at. */
        ANY
    }

    /** An attribute that may be absent. */
    public static SchemeAttribute optional(String name, Kind kind, String doc) {
        return new SchemeAttribute(name, kind, false, doc);
    }

    /** An attribute that must be there. */
    public static SchemeAttribute required(String name, Kind kind, String doc) {
        return new SchemeAttribute(name, kind, true, doc);
    }
}
