package dev.flakelock.core.ref;

/** The value of an attribute: a text, an unsigned 64-bit number or a flag. Values of different kinds are never equal. */
public sealed interface AttrValue {

    /** A text. */
    record Text(String value) implements AttrValue {}

    /** A number; the 64 bits are unsigned. */
    record Int(long value) implements AttrValue {

        /** The number in decimal, unsigned. */
        @Override
        public String toString() {
            return Long.toUnsignedString(value);
        }
    }

    /** A flag. */
    record Flag(boolean value) implements AttrValue {}
}
