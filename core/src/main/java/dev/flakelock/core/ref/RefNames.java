package dev.flakelock.core.ref;

import dev.flakelock.core.error.FlakeException;
import java.util.regex.Pattern;

/** What may be the name of a branch or tag, of a commit, and of a flake in the registries. */
public final class RefNames {

    private static final Pattern REV = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern FLAKE_ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");
    private static final String FORBIDDEN = " ~^:?*[\\";

    private RefNames() {}

    /**
     * Whether git takes this for the name of a branch or tag, by the rules of {@code git check-ref-format}. Neither
     * {@code a..b} nor {@code -x}, {@code x.lock}, {@code /x} or the empty text is one; {@code feature/x} is.
     */
    public static boolean isLegal(String name) {
        if (name.isEmpty() || name.equals("@") || name.contains("..") || name.contains("@{") || name.endsWith(".")) {
            return false;
        }
        if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7f || FORBIDDEN.indexOf(c) >= 0)) {
            return false;
        }
        if (name.startsWith("-") && name.indexOf('/') < 0) {
            return false;
        }
        for (String component : name.split("/", -1)) {
            if (component.isEmpty() || component.startsWith(".") || component.endsWith(".lock")) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is a commit in 40 hexadecimal digits, of either case. */
    public static boolean isRev(String text) {
        return REV.matcher(text).matches();
    }

    /** Whether this can be the name of a flake in a registry. */
    public static boolean isFlakeId(String text) {
        return FLAKE_ID.matcher(text).matches();
    }

    /**
     * Checks that this is a SHA-1 commit in any of the spellings of a hash.
     *
     * @throws FlakeException if it is not
     */
    public static void checkSha1(String rev) throws FlakeException {
        InputHashes.sha1(rev);
    }
}
