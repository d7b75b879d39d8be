package dev.flakelock.core.attr;

import dev.flakelock.core.text.Utf8Order;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of an input: names with {@linkplain AttrValue values}, in byte order of the names. Immutable.
 *
 * <p>Two sets of attributes are equal when they have the same names with equal values of the same kinds:
 * {@code "5"} is not {@code 5}, and {@code shallow = false} is not the absence of {@code shallow}.
 */
public final class Attrs {

    /** The hidden attribute that marks what was fetched or read from a lock file; never written to a lock file. */
    public static final String FINAL = "__final";

    private static final Attrs NONE = new Attrs(new TreeMap<>(Utf8Order.BYTES));

    private final NavigableMap<String, AttrValue> values;

    private Attrs(NavigableMap<String, AttrValue> values) {
        this.values = values;
    }

    /** No attributes. */
    public static Attrs none() {
        return NONE;
    }

    /** These attributes. */
    public static Attrs of(Map<String, ? extends AttrValue> values) {
        NavigableMap<String, AttrValue> copy = new TreeMap<>(Utf8Order.BYTES);
        copy.putAll(values);
        return new Attrs(copy);
    }

    /** All attributes in byte order of their names; unmodifiable. */
    public NavigableMap<String, AttrValue> asMap() {
        return Collections.unmodifiableNavigableMap(values);
    }

    /** The value of this attribute, or null without it. */
    public @Nullable AttrValue get(String name) {
        return values.get(name);
    }

    /** Whether there is such an attribute. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of this attribute, or null if it is absent or no text. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof AttrValue.Text text ? text.value() : null;
    }

    /** The number of this attribute, unsigned, or null if it is absent or no number. */
    public @Nullable Long number(String name) {
        return values.get(name) instanceof AttrValue.Int number ? number.value() : null;
    }

    /** The flag of this attribute; false if it is absent or no flag. */
    public boolean flag(String name) {
        return values.get(name) instanceof AttrValue.Flag flag && flag.value();
    }

    /** These attributes and this one, which replaces one of the same name. */
    public Attrs with(String name, AttrValue value) {
        NavigableMap<String, AttrValue> copy = new TreeMap<>(values);
        copy.put(name, value);
        return new Attrs(copy);
    }

    /** These attributes and this text. */
    public Attrs with(String name, String text) {
        return with(name, new AttrValue.Text(text));
    }

    /** These attributes and this number, whose 64 bits are unsigned. */
    public Attrs with(String name, long number) {
        return with(name, new AttrValue.Int(number));
    }

    /** These attributes and this flag. */
    public Attrs with(String name, boolean flag) {
        return with(name, new AttrValue.Flag(flag));
    }

    /** These attributes and those, which replace ones of the same name. */
    public Attrs withAll(Attrs others) {
        NavigableMap<String, AttrValue> copy = new TreeMap<>(values);
        copy.putAll(others.values);
        return new Attrs(copy);
    }

    /** These attributes but this one. */
    public Attrs without(String name) {
        if (!has(name)) {
            return this;
        }
        NavigableMap<String, AttrValue> copy = new TreeMap<>(values);
        copy.remove(name);
        return new Attrs(copy);
    }

    /** Of these attributes only this one, or none if it is absent. */
    public Attrs only(String name) {
        AttrValue value = get(name);
        return value == null ? NONE : NONE.with(name, value);
    }

    /** Whether these attributes are marked as {@linkplain #FINAL final}. */
    public boolean isFinal() {
        return flag(FINAL);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attrs attrs && values.equals(attrs.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** For people who debug; the form is not fixed. */
    @Override
    public String toString() {
        return values.toString();
    }
}
