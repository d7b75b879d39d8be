package dev.flakelock.core.text;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The order of strings by their unsigned UTF-8 bytes, which is the order of their code points.
 *
 * <p>It differs from {@link String#compareTo} where a surrogate pair meets a character from U+E000 on. Nix sorts
 * names this way everywhere.
 */
public final class Utf8Order implements Comparator<String>, Serializable {

    private static final long serialVersionUID = 1L;

    /** The one instance. */
    public static final Comparator<String> BYTES = new Utf8Order();

    private Utf8Order() {}

    @Override
    public int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Moves the surrogates, which stand for U+10000 and up, behind all other characters. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
