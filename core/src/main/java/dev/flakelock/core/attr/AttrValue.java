package dev.flakelock.core.attr;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute: a text, an unsigned 64-bit number or a flag. Values of different kinds are never equal.
 *
 * <p>Here equality is written out, as every run compares attributes: what the compiler makes for a record is linked when
 * it is first used, which takes several milliseconds of a start.
 */
public sealed interface AttrValue {

    /** A text. */
    record Text(String value) implements AttrValue {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text text && value.equals(text.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** A number; the 64 bits are unsigned. */
    record Int(long value) implements AttrValue {

        private static final int MAX_DIGITS = 20;

        /** The number that a parameter of a URL is: unsigned decimal, a plus sign allowed; null if it is none. */
        public static @Nullable Int parse(String text) {
            String digits = text.startsWith("+") ? text.substring(1) : text;
            if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            String significant = digits.replaceFirst("^0+(?=.)", "");
            if (significant.length() > MAX_DIGITS) {
                return null;
            }
            BigInteger number = new BigInteger(significant);
            return number.bitLength() > Long.SIZE ? null : new Int(number.longValue());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Int number && value == number.value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }

        /** The number in decimal, unsigned. */
        @Override
        public String toString() {
            return Long.toUnsignedString(value);
        }
    }

    /** A flag. */
    record Flag(boolean value) implements AttrValue {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Flag flag && value == flag.value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }
    }
}
