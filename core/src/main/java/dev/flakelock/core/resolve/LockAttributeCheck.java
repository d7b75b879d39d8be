package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.HashMismatchException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.narhash.Hash;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what was asked of an input with what was found. */
final class LockAttributeCheck {

    private static final String NAR_HASH = "narHash";

    private LockAttributeCheck() {}

    /**
     * The attributes of an input after it was fetched, marked final.
     *
     * <p>If the input came from a lock file, they are the ones of the lock file, which must not contradict what was
     * found; otherwise they are the found ones, which must not contradict what was asked for.
     */
    static Attrs checked(Input asked, Attrs found) throws FlakeException {
        Attrs result = found.with(Attrs.FINAL, true);
        if (asked.isFinal()) {
            checkAgainstLockFile(asked.attrs(), result);
            return asked.attrs();
        }
        String expected = asked.attrs().text(NAR_HASH);
        String got = result.text(NAR_HASH);
        if (expected != null && got != null) {
            checkNarHash(asked, parse(expected), parse(got));
        }
        Input shown = asked.withAttrs(result);
        checkNumber(shown, "lastModified", asked.attrs(), result);
        checkRev(shown, asked.attrs(), result);
        checkNumber(shown, "revCount", asked.attrs(), result);
        return result;
    }

    /** Checks the hash of a tree against the one asked for, if there is one. */
    static void checkNarHash(Input asked, Hash computed) throws FlakeException {
        String expected = asked.attrs().text(NAR_HASH);
        if (expected != null) {
            checkNarHash(asked, parse(expected), computed);
        }
    }

    private static void checkNarHash(Input asked, Hash expected, Hash got) throws HashMismatchException {
        if (!expected.equals(got)) {
            throw new HashMismatchException(show(asked), expected.toSri(), got.toSri());
        }
    }

    private static void checkAgainstLockFile(Attrs asked, Attrs result) throws FlakeException {
        for (Map.Entry<String, AttrValue> field : asked.asMap().entrySet()) {
            AttrValue got = result.get(field.getKey());
            if (got != null && !got.equals(field.getValue()) && !sameHash(field.getKey(), field.getValue(), got)) {
                throw new FlakeException("mismatch in field '" + field.getKey() + "' of input '"
                        + AttrsJson.compact(asked) + "', got '" + AttrsJson.compact(result) + "'");
            }
        }
    }

    private static boolean sameHash(String name, AttrValue asked, AttrValue got) throws FlakeException {
        return name.equals(NAR_HASH)
                && asked instanceof AttrValue.Text expected
                && got instanceof AttrValue.Text actual
                && parse(expected.value()).equals(parse(actual.value()));
    }

    private static void checkNumber(Input shown, String name, Attrs asked, Attrs result) throws FlakeException {
        Long expected = asked.number(name);
        Long got = result.number(name);
        if (expected != null && !expected.equals(got)) {
            throw mismatch(
                    shown, name, Long.toUnsignedString(expected), got == null ? null : Long.toUnsignedString(got));
        }
    }

    private static void checkRev(Input shown, Attrs asked, Attrs result) throws FlakeException {
        String expected = asked.text("rev");
        String got = result.text("rev");
        if (expected != null && !(got != null && Hashes.sameRev(expected, got))) {
            throw mismatch(shown, "rev", expected, null);
        }
    }

    private static FlakeException mismatch(Input shown, String name, String expected, @Nullable String got) {
        return new FlakeException("'" + name + "' attribute mismatch in input '" + show(shown) + "', expected "
                + expected + (got == null ? "" : ", got " + got));
    }

    private static String show(Input input) {
        return new FlakeRef(input, "").show();
    }

    private static Hash parse(String text) throws FlakeException {
        return Hashes.narHash(text);
    }
}
